import pytest

from access.models import Person
from registry.models import Account
from registry.queries.verification import Answer, verdict_for_account
from registry.services.records import resume, suspend
from workflow.exceptions import GuardFailed, InvalidTransition, StepNotPermitted

pytestmark = pytest.mark.template_database("demo")


def suspended(account: Account, by: Person, code: str = "crisis", reason: str = "A drill."):
    return suspend(account, by=by, code=code, reason=reason).row


def test_suspension_records_its_reason_and_date(demo_data, in_state):
    account = suspended(in_state("active"), demo_data["ecomms"])
    assert (account.state, account.suspended_for) == ("suspended", "crisis")
    assert account.suspended_on is not None


def test_adm_pa_can_suspend_an_account(demo_data, in_state):
    assert suspended(in_state("active"), demo_data["admpa"]).state == "suspended"


@pytest.mark.parametrize("who", ["practitioner", "superior", "l1"])
def test_other_roles_cannot_suspend_an_account(demo_data, in_state, who):
    with pytest.raises(StepNotPermitted):
        suspended(in_state("active"), demo_data[who])


def test_suspension_requires_a_reason(demo_data, in_state):
    with pytest.raises(GuardFailed):
        suspended(in_state("active"), demo_data["ecomms"], reason=" ")


def test_only_an_active_account_can_be_suspended(demo_data, in_state):
    with pytest.raises(InvalidTransition):
        suspended(in_state("registered"), demo_data["ecomms"])


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("crisis", Answer.OFFICIAL),
        ("review", Answer.OFFICIAL),
        ("recovery", Answer.WAS_OFFICIAL),
    ],
)
def test_public_answer_depends_on_the_reason_of_suspension(demo_data, in_state, code, answer):
    assert (
        verdict_for_account(suspended(in_state("active"), demo_data["ecomms"], code)).answer
        == answer
    )


def test_compromised_account_is_not_official_from_its_suspension_day(demo_data, in_state):
    account = suspended(in_state("active"), demo_data["ecomms"], "recovery")
    assert verdict_for_account(account).day == account.suspended_on


def test_recovered_account_is_official_since_its_first_day_again(demo_data, in_state):
    account = suspended(in_state("active"), demo_data["ecomms"], "recovery")
    since = account.official_since
    account = resume(account, by=demo_data["ecomms"], reason="Back in our hands.").row
    assert account.state == "active"
    verdict = verdict_for_account(account)
    assert (verdict.answer, verdict.day) == (Answer.OFFICIAL, since)


def test_resumption_requires_a_reason(demo_data, in_state):
    with pytest.raises(GuardFailed):
        resume(in_state("suspended"), by=demo_data["ecomms"], reason="")


def test_one_account_of_a_pair_can_be_suspended_alone(demo_data):
    account = Account.objects.filter(partner__isnull=False, state="active")[0]
    suspended(account, demo_data["ecomms"])
    assert Account.objects.get(pk=account.partner_id).state == "active"
