"""The four answers, for every state, as the public and as staff are told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.standing import standing_of
from directive.account import ACCOUNT
from registry.accounts import Account
from registry.claims import Claim
from registry.suspension import suspend
from registry.verdict import Answer, of_account, of_handle, official, once_official
from requests_app.models import Request

pytestmark = pytest.mark.django_db
PUBLIC = {
    "approved": Answer.UNKNOWN,
    "registered": Answer.UNKNOWN,
    "with_service_canada": Answer.UNKNOWN,
    "active": Answer.OFFICIAL,
    "suspended": Answer.OFFICIAL,
    "closing": Answer.OFFICIAL,
    "deactivated": Answer.WAS_OFFICIAL,
}
STAFF = PUBLIC | dict.fromkeys(("approved", "registered", "with_service_canada"), Answer.PENDING)


def asked(account: Account, who=None) -> Answer:
    key = Claim.objects.get(owner=account.pk).key
    standing = standing_of(who) if who else None
    return of_handle(account.platform, key, standing=standing).answer


def test_the_table_has_every_state():
    assert set(PUBLIC) == set(ACCOUNT.by_state)


@pytest.mark.parametrize(("state", "answer"), PUBLIC.items())
def test_what_the_public_is_told(in_state, state, answer):
    assert asked(in_state(state)) == answer


@pytest.mark.parametrize(("state", "answer"), STAFF.items())
@pytest.mark.parametrize("who", ["practitioner", "superior", "ecomms", "auditor"])
def test_what_staff_of_the_account_are_told(told, in_state, state, answer, who):
    assert asked(in_state(state), told[who]) == answer


@pytest.mark.parametrize(("state", "answer"), PUBLIC.items())
@pytest.mark.parametrize("who", ["outsider", "nobody", "administrator"])
def test_other_staff_are_told_what_the_public_is(told, in_state, state, answer, who):
    assert asked(in_state(state), told[who]) == answer


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        (None, Answer.UNKNOWN),
        ("outsider", Answer.UNKNOWN),
        ("practitioner", Answer.PENDING),
        ("pa", Answer.PENDING),
        ("ecomms", Answer.PENDING),
    ],
)
def test_a_requested_handle(told, who, answer):
    request = Request.objects.filter(state="submitted")[0]
    claim = Claim.objects.filter(owner=request.pk)[0]
    standing = standing_of(told[who]) if who else None
    assert of_handle(claim.platform, claim.key, standing=standing).answer == answer


def test_a_dropped_claim_is_nobody_s(told):
    request = Request.objects.filter(state="refused")[0]
    claim = Claim.objects.filter(owner=request.pk)[0]
    standing = standing_of(told["ecomms"])
    assert of_handle(claim.platform, claim.key, standing=standing).answer == Answer.UNKNOWN


def test_an_unknown_handle_of_a_known_platform_is_not_known(in_state):
    """D10"""
    assert of_handle(in_state("active").platform, "nobody_has_this").answer == Answer.UNKNOWN


def test_the_same_handle_elsewhere_is_not_known(in_state):
    account = in_state("active")
    claim = Claim.objects.get(owner=account.pk)
    other = type(account.platform).objects.get(slug="facebook")
    assert of_handle(other, claim.key).answer == Answer.UNKNOWN


def test_what_stands_now_comes_before_what_once_stood(in_state):
    account = in_state("active")
    claim = Claim.objects.get(owner=account.pk)
    old = Claim.objects.get(owner=in_state("deactivated").pk)
    Claim.objects.filter(pk=old.pk).update(key=claim.key, platform=claim.platform)
    verdict = of_handle(account.platform, claim.key)
    assert (verdict.answer, verdict.account) == (Answer.OFFICIAL, account)


def test_the_answer_and_the_list_agree(told, in_state):
    suspend(in_state("active"), by=told["ecomms"], code="recovery", reason="Taken over.")
    for account in Account.objects.all():
        answer = of_account(account).answer
        assert (answer == Answer.OFFICIAL) == official().filter(pk=account.pk).exists()
        assert (answer != Answer.UNKNOWN) == once_official().filter(pk=account.pk).exists()


def test_an_unknown_handle_costs_what_a_hidden_one_does(in_state):
    account = in_state("approved")
    platform, key = account.platform, Claim.objects.get(owner=account.pk).key
    costs = []
    for asked_for in (key, "nobody_has_this"):
        with CaptureQueriesContext(connection) as queries:
            of_handle(platform, asked_for)
        costs.append(len(queries))
    assert costs == [2, 2]
