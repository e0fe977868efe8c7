import pytest

from audit.history import history
from registry.models import Account, ConfigurationReview
from registry.services import records
from workflow.exceptions import GuardFailed, NotVisible, StepNotPermitted

pytestmark = pytest.mark.template_database("demo")


def correct(account: Account, *, by, reason: str = "A slip.", **terms: object) -> Account:
    people = list(account.practitioners.all())
    return records.correct(account, by=by, reason=reason, practitioners=people, **terms).row


def answers(*given: str) -> dict[str, dict[str, str]]:
    return {
        f"R{place}": {"answer": answer, "note": "", "rule": ""}
        for place, answer in enumerate(given)
    }


@pytest.mark.parametrize("who", ["practitioner", "superior", "ecomms"])
def test_account_can_be_corrected_by_its_staff(demo_data, in_state, who):
    account = correct(in_state("active"), by=demo_data[who], name_en="Right")
    assert Account.objects.get(pk=account.pk).name_en == "Right"
    assert account.state == "active"


@pytest.mark.parametrize("who", ["pa", "l1", "admpa", "auditor"])
def test_other_roles_cannot_correct_an_account(demo_data, in_state, who):
    with pytest.raises(StepNotPermitted):
        correct(in_state("active"), by=demo_data[who])


def test_outsider_cannot_see_the_account_to_correct(demo_data, in_state):
    with pytest.raises(NotVisible):
        correct(in_state("active"), by=demo_data["outsider"])


def test_correction_requires_a_reason(demo_data, in_state):
    with pytest.raises(GuardFailed):
        correct(in_state("active"), by=demo_data["ecomms"], reason="")


def test_correction_is_logged_with_values_and_reason(demo_data, in_state):
    account = in_state("active")
    before = account.name_en
    correct(account, by=demo_data["superior"], name_en="Right", reason="Misspelt.")
    event = history("account", account.pk).filter(action="account.correct").last()
    assert (event.before["name_en"], event.after["name_en"]) == (before, "Right")
    assert event.reason == "Misspelt."


def test_removed_practitioner_is_in_the_account_history(demo_data, in_state):
    account = in_state("active")
    records.correct(
        account, by=demo_data["superior"], reason="Left.", practitioners=[demo_data["practitioner"]]
    )
    event = history("account", account.pk).filter(action="account.correct").last()
    assert str(demo_data["practitioner2"].pk) in event.before["practitioners"]
    assert str(demo_data["practitioner2"].pk) not in event.after["practitioners"]


def test_correction_to_an_unassessed_use_is_refused(demo_data, in_state):
    """§ 4.9"""
    account = in_state("active")
    with pytest.raises(GuardFailed):
        correct(account, by=demo_data["practitioner"], use="live")
    assert Account.objects.get(pk=account.pk).use == "publish"


def test_custody_record_is_dated_and_holds_no_secret(demo_data, in_state):
    account = records.record_custody(
        in_state("approved"),
        by=demo_data["practitioner"],
        role="Duty officer",
        place="Vault",
        multi_factor=False,
        administrators=3,
    ).row
    assert account.custody_on is not None
    assert (account.custody_role, account.custody_administrators) == ("Duty officer", 3)


@pytest.mark.parametrize(
    ("action", "column"),
    [
        ("confirm_control", "controlled_on"),
        ("confirm_conditions", "conditions_met_on"),
        ("confirm_listing", "listed_on"),
    ],
)
class TestSeen:
    def test_confirmed_row_of_an_account_is_dated(self, demo_data, in_state, action, column):
        account = in_state("approved")
        Account.objects.filter(pk=account.pk).update(conditions="Two administrators at least.")
        confirm = getattr(records, action)
        account = confirm(account, by=demo_data["ecomms"], evidence="Seen today.").row
        assert getattr(account, column) is not None

    def test_confirming_a_row_of_an_account_requires_evidence(
        self, demo_data, in_state, action, column
    ):
        with pytest.raises(GuardFailed):
            getattr(records, action)(in_state("approved"), by=demo_data["ecomms"], evidence=" ")

    def test_only_e_communications_can_confirm_a_row_of_an_account(
        self, demo_data, in_state, action, column
    ):
        with pytest.raises(StepNotPermitted):
            getattr(records, action)(
                in_state("approved"), by=demo_data["superior"], evidence="Seen."
            )


def test_conditions_cannot_be_confirmed_where_there_are_none(demo_data, in_state):
    with pytest.raises(GuardFailed):
        records.confirm_conditions(in_state("approved"), by=demo_data["ecomms"], evidence="Seen.")


class TestReviewConfiguration:
    def reviewed(self, demo_data, account, given, by="ecomms"):
        return records.review_configuration(account, by=demo_data[by], answers=given).row

    def test_configuration_review_without_failure_passes(self, demo_data, in_state):
        account = self.reviewed(demo_data, in_state("approved"), answers("pass", "na"))
        assert account.configured_on is not None
        assert ConfigurationReview.objects.filter(account=account).latest("done_on").passed

    def test_configuration_review_with_one_failure_fails(self, demo_data, in_state):
        account = self.reviewed(demo_data, in_state("active"), answers("pass", "fail"))
        assert account.configured_on is None

    def test_configuration_review_without_answers_does_not_pass(self, demo_data, in_state):
        assert self.reviewed(demo_data, in_state("approved"), {}).configured_on is None

    def test_pa_staff_cannot_review_the_configuration_of_their_own_account(
        self, demo_data, in_state
    ):
        account = in_state("approved")
        account.practitioners.add(demo_data["pa"])
        with pytest.raises(StepNotPermitted):
            self.reviewed(demo_data, account, answers("pass"), by="pa")

    def test_pa_staff_can_review_the_configuration(self, demo_data, in_state):
        assert self.reviewed(
            demo_data, in_state("approved"), answers("pass"), by="pa"
        ).configured_on


def test_moderation_instructions_are_recorded_with_date_and_version(demo_data, in_state):
    account = records.give_instructions(
        in_state("approved"), by=demo_data["ecomms"], instructions="Guide 2"
    ).row
    assert account.instructed_on is not None
    assert account.instructions_version == "Guide 2"
