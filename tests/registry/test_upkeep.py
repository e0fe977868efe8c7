import pytest

from audit.history import history
from registry import upkeep
from registry.accounts import Account
from registry.proofs import ConfigurationReview
from workflow.problems import Invisible, NotYours, Refused

pytestmark = pytest.mark.django_db


def correct(account: Account, *, by, reason: str = "A slip.", **terms: object) -> Account:
    people = list(account.practitioners.all())
    return upkeep.correct(account, by=by, reason=reason, practitioners=people, **terms)


def answers(*given: str) -> dict[str, dict[str, str]]:
    return {
        f"R{place}": {"answer": answer, "note": "", "rule": ""}
        for place, answer in enumerate(given)
    }


@pytest.mark.parametrize("who", ["practitioner", "superior", "ecomms"])
def test_a_record_is_corrected(told, in_state, who):
    account = correct(in_state("active"), by=told[who], name_en="Right")
    assert Account.objects.get(pk=account.pk).name_en == "Right"
    assert account.state == "active"


@pytest.mark.parametrize("who", ["pa", "l1", "admpa", "auditor"])
def test_not_by_everybody(told, in_state, who):
    with pytest.raises(NotYours):
        correct(in_state("active"), by=told[who])


def test_for_an_outsider_it_does_not_exist(told, in_state):
    with pytest.raises(Invisible):
        correct(in_state("active"), by=told["outsider"])


def test_a_correction_needs_its_reason(told, in_state):
    with pytest.raises(Refused):
        correct(in_state("active"), by=told["ecomms"], reason="")


def test_before_and_after_are_kept_with_the_reason(told, in_state):
    account = in_state("active")
    before = account.name_en
    correct(account, by=told["superior"], name_en="Right", reason="Misspelt.")
    event = history("account", account.pk).filter(verb="account.correct").last()
    assert (event.before["name_en"], event.after["name_en"]) == (before, "Right")
    assert event.reason == "Misspelt."


def test_a_person_taken_off_is_in_the_history(told, in_state):
    account = in_state("active")
    upkeep.correct(
        account, by=told["superior"], reason="Left.", practitioners=[told["practitioner"]]
    )
    event = history("account", account.pk).filter(verb="account.correct").last()
    assert str(told["practitioner2"].pk) in event.before["practitioners"]
    assert str(told["practitioner2"].pk) not in event.after["practitioners"]


def test_a_new_use_needs_its_privacy_assessment(told, in_state):
    """§ 4.9"""
    account = in_state("active")
    with pytest.raises(Refused):
        correct(account, by=told["practitioner"], use="live")
    assert Account.objects.get(pk=account.pk).use == "publish"


def test_custody_is_dated_and_holds_no_secret(told, in_state):
    account = upkeep.record_custody(
        in_state("approved"),
        by=told["practitioner"],
        role="Duty officer",
        place="Vault",
        multi_factor=False,
        administrators=3,
    )
    assert account.custody_on is not None
    assert (account.custody_role, account.custody_administrators) == ("Duty officer", 3)


@pytest.mark.parametrize(
    ("verb", "column"),
    [
        ("confirm_control", "controlled_on"),
        ("confirm_conditions", "conditions_met_on"),
        ("confirm_listing", "listed_on"),
    ],
)
class TestSeen:
    def test_it_is_dated(self, told, in_state, verb, column):
        account = in_state("approved")
        Account.objects.filter(pk=account.pk).update(conditions="Two administrators at least.")
        account = getattr(upkeep, verb)(account, by=told["ecomms"], evidence="Seen today.")
        assert getattr(account, column) is not None

    def test_evidence_is_needed(self, told, in_state, verb, column):
        with pytest.raises(Refused):
            getattr(upkeep, verb)(in_state("approved"), by=told["ecomms"], evidence=" ")

    def test_only_by_e_communications(self, told, in_state, verb, column):
        with pytest.raises(NotYours):
            getattr(upkeep, verb)(in_state("approved"), by=told["superior"], evidence="Seen.")


def test_without_conditions_there_is_nothing_to_confirm(told, in_state):
    with pytest.raises(Refused):
        upkeep.confirm_conditions(in_state("approved"), by=told["ecomms"], evidence="Seen.")


class TestReviewConfiguration:
    def reviewed(self, told, account, given, by="ecomms"):
        return upkeep.review_configuration(account, by=told[by], answers=given)

    def test_it_is_passed_when_nothing_fails(self, told, in_state):
        account = self.reviewed(told, in_state("approved"), answers("pass", "na"))
        assert account.configured_on is not None
        assert ConfigurationReview.objects.filter(account=account).latest("done_on").passed

    def test_one_failure_fails_it(self, told, in_state):
        account = self.reviewed(told, in_state("active"), answers("pass", "fail"))
        assert account.configured_on is None

    def test_a_review_of_nothing_passes_nothing(self, told, in_state):
        assert self.reviewed(told, in_state("approved"), {}).configured_on is None

    def test_nobody_of_pa_reviews_their_own(self, told, in_state):
        account = in_state("approved")
        account.practitioners.add(told["pa"])
        with pytest.raises(NotYours):
            self.reviewed(told, account, answers("pass"), by="pa")

    def test_pa_staff_may(self, told, in_state):
        assert self.reviewed(told, in_state("approved"), answers("pass"), by="pa").configured_on


def test_moderation_instructions_are_dated(told, in_state):
    account = upkeep.give_instructions(
        in_state("approved"), by=told["ecomms"], instructions="Guide 2"
    )
    assert account.instructed_on is not None
    assert account.instructions_version == "Guide 2"
