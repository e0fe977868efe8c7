"""The four answers of verification for every account state, for the public and for staff."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.resolver import access_for
from directive.lifecycles.account import ACCOUNT
from registry.models import Account, AccountAddress
from registry.queries.verification import (
    Answer,
    official_accounts,
    once_official_accounts,
    verdict_for_account,
)
from registry.services.records import suspend
from requests_app.models import AccountRequest
from tests.verdicts import verdict_for_handle

pytestmark = pytest.mark.template_database("demo")
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


def answer_for(account: Account, who=None) -> Answer:
    key = AccountAddress.objects.get(account=account).key
    access = access_for(who) if who else None
    return verdict_for_handle(account.platform, key, access=access).answer


@pytest.mark.template_database("migrated")
def test_expected_answers_cover_every_state():
    assert set(PUBLIC) == set(ACCOUNT.by_state)


@pytest.mark.parametrize(("state", "answer"), PUBLIC.items())
def test_public_answer_for_each_account_state(in_state, state, answer):
    assert answer_for(in_state(state)) == answer


@pytest.mark.parametrize(("state", "answer"), STAFF.items())
@pytest.mark.parametrize("who", ["practitioner", "superior", "ecomms", "auditor"])
def test_staff_answer_for_each_account_state(demo_data, in_state, state, answer, who):
    assert answer_for(in_state(state), demo_data[who]) == answer


@pytest.mark.parametrize(("state", "answer"), PUBLIC.items())
@pytest.mark.parametrize("who", ["outsider", "nobody", "administrator"])
def test_staff_outside_the_scope_get_the_public_answer(demo_data, in_state, state, answer, who):
    assert answer_for(in_state(state), demo_data[who]) == answer


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
def test_requested_address_is_pending_for_staff_in_scope_only(demo_data, who, answer):
    request = AccountRequest.objects.filter(state="submitted")[0]
    address = AccountAddress.objects.filter(request_id=request.pk)[0]
    access = access_for(demo_data[who]) if who else None
    assert verdict_for_handle(address.platform, address.key, access=access).answer == answer


def test_dropped_address_is_unknown(demo_data):
    request = AccountRequest.objects.filter(state="refused")[0]
    address = AccountAddress.objects.filter(request_id=request.pk)[0]
    access = access_for(demo_data["ecomms"])
    assert verdict_for_handle(address.platform, address.key, access=access).answer == Answer.UNKNOWN


def test_unknown_handle_on_a_known_platform_is_unknown(in_state):
    """D10"""
    assert (
        verdict_for_handle(in_state("active").platform, "nobody_has_this").answer == Answer.UNKNOWN
    )


def test_handle_on_another_platform_is_unknown(in_state):
    account = in_state("active")
    address = AccountAddress.objects.get(account=account)
    other = type(account.platform).objects.get(slug="facebook")
    assert verdict_for_handle(other, address.key).answer == Answer.UNKNOWN


def test_live_address_takes_precedence_over_a_former_one(in_state):
    account = in_state("active")
    address = AccountAddress.objects.get(account=account)
    old = AccountAddress.objects.get(account=in_state("deactivated"))
    AccountAddress.objects.filter(pk=old.pk).update(key=address.key, platform=address.platform)
    verdict = verdict_for_handle(account.platform, address.key)
    assert (verdict.answer, verdict.account) == (Answer.OFFICIAL, account)


def test_verification_answer_agrees_with_the_public_list(demo_data, in_state):
    suspend(in_state("active"), by=demo_data["ecomms"], code="recovery", reason="Taken over.")
    for account in Account.objects.all():
        answer = verdict_for_account(account).answer
        assert (answer == Answer.OFFICIAL) == official_accounts().filter(pk=account.pk).exists()
        assert (answer != Answer.UNKNOWN) == once_official_accounts().filter(pk=account.pk).exists()


def test_verification_query_count_is_equal_for_unknown_and_hidden_handles(in_state):
    account = in_state("approved")
    platform, key = account.platform, AccountAddress.objects.get(account=account).key
    costs = []
    for asked_for in (key, "nobody_has_this"):
        with CaptureQueriesContext(connection) as queries:
            verdict_for_handle(platform, asked_for)
        costs.append(len(queries))
    assert costs == [1, 1]
