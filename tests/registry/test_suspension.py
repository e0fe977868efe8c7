import pytest

from access.models import Person
from registry.accounts import Account
from registry.suspension import resume, suspend
from registry.verdict import Answer, of_account
from workflow.problems import NotYours, OutOfTurn, Refused

pytestmark = pytest.mark.django_db


def suspended(account: Account, by: Person, code: str = "crisis", reason: str = "A drill."):
    return suspend(account, by=by, code=code, reason=reason)


def test_it_is_set_aside_with_its_reason(told, in_state):
    account = suspended(in_state("active"), told["ecomms"])
    assert (account.state, account.suspended_for) == ("suspended", "crisis")
    assert account.suspended_on is not None


def test_adm_pa_may_too(told, in_state):
    assert suspended(in_state("active"), told["admpa"]).state == "suspended"


@pytest.mark.parametrize("who", ["practitioner", "superior", "l1"])
def test_nobody_else_may(told, in_state, who):
    with pytest.raises(NotYours):
        suspended(in_state("active"), told[who])


def test_a_reason_is_needed(told, in_state):
    with pytest.raises(Refused):
        suspended(in_state("active"), told["ecomms"], reason=" ")


def test_only_what_is_active(told, in_state):
    with pytest.raises(OutOfTurn):
        suspended(in_state("registered"), told["ecomms"])


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("crisis", Answer.OFFICIAL),
        ("review", Answer.OFFICIAL),
        ("recovery", Answer.WAS_OFFICIAL),
    ],
)
def test_what_the_public_is_told_meanwhile(told, in_state, code, answer):
    assert of_account(suspended(in_state("active"), told["ecomms"], code)).answer == answer


def test_a_recovery_counts_from_its_first_day(told, in_state):
    account = suspended(in_state("active"), told["ecomms"], "recovery")
    assert of_account(account).day == account.suspended_on


def test_it_is_official_again_after_its_recovery(told, in_state):
    account = suspended(in_state("active"), told["ecomms"], "recovery")
    since = account.official_since
    account = resume(account, by=told["ecomms"], reason="Back in our hands.")
    assert account.state == "active"
    verdict = of_account(account)
    assert (verdict.answer, verdict.day) == (Answer.OFFICIAL, since)


def test_it_is_resumed_with_a_reason(told, in_state):
    with pytest.raises(Refused):
        resume(in_state("suspended"), by=told["ecomms"], reason="")


def test_one_of_a_pair_may_be_set_aside_alone(told):
    account = Account.objects.filter(partner__isnull=False, state="active")[0]
    suspended(account, told["ecomms"])
    assert Account.objects.get(pk=account.partner_id).state == "active"
