from datetime import timedelta

import pytest
from django.utils import timezone

from directive.codes import CLOSING_PLAN
from registry.models import Account, AccountAddress, ClosingTask
from registry.queries.verification import Answer, verdict_for_account
from registry.services import closure
from tests.verdicts import verdict_for_handle
from workflow.exceptions import GuardFailed, InvalidTransition, StepNotPermitted

pytestmark = pytest.mark.template_database("demo")
PLAN = dict.fromkeys(CLOSING_PLAN.codes, "By the end of the month.")
LIVE_STATES = ["approved", "registered", "with_service_canada", "active", "suspended"]


def ask(demo_data, account, by="practitioner", **given):
    given = {"reason": "Not used.", "plan": PLAN, "disposition": "parked"} | given
    return closure.ask_closure(account, by=demo_data[by], **given).row


def direct(demo_data, account, by="admpa", **given):
    due_on = timezone.localdate() + timedelta(days=10)
    given = {"ground": "4.10", "reason": "One language only.", "due_on": due_on} | given
    return closure.direct_closure(account, by=demo_data[by], **given).row


def work(demo_data, account, outcome="done", note="Done.", disposition="released", by="ecomms"):
    rows = dict.fromkeys(CLOSING_PLAN.codes, (outcome, note))
    return closure.work_plan(account, by=demo_data[by], rows=rows, disposition=disposition).row


class TestAsk:
    @pytest.mark.parametrize("state", LIVE_STATES)
    def test_closure_can_be_asked_from_every_live_state(self, demo_data, in_state, state):
        account = ask(demo_data, in_state(state))
        assert (account.state, account.state_before_closing) == ("closing", state)
        assert account.closing_asked_by == demo_data["practitioner"]

    @pytest.mark.parametrize("who", ["superior", "l1"])
    def test_superior_and_l1_can_ask_for_closure(self, demo_data, in_state, who):
        assert ask(demo_data, in_state("active"), by=who).state == "closing"

    @pytest.mark.parametrize("who", ["pa", "ecomms", "admpa"])
    def test_other_roles_cannot_ask_for_closure(self, demo_data, in_state, who):
        with pytest.raises(StepNotPermitted):
            ask(demo_data, in_state("active"), by=who)

    def test_asking_for_closure_requires_a_reason(self, demo_data, in_state):
        with pytest.raises(GuardFailed):
            ask(demo_data, in_state("active"), reason="")

    @pytest.mark.parametrize("code", CLOSING_PLAN.codes)
    def test_asking_for_closure_requires_a_plan_for_every_task(self, demo_data, in_state, code):
        with pytest.raises(GuardFailed):
            ask(demo_data, in_state("active"), plan=PLAN | {code: ""})

    def test_closing_account_stays_official(self, demo_data, in_state):
        account = in_state("active")
        since = account.official_since
        verdict = verdict_for_account(ask(demo_data, account))
        assert (verdict.answer, verdict.day) == (Answer.OFFICIAL, since)

    def test_asking_for_closure_closes_both_accounts_of_a_pair(self, demo_data):
        account = Account.objects.filter(partner__isnull=False, state="active")[0]
        ask(demo_data, account)
        assert Account.objects.get(pk=account.partner_id).state == "closing"

    def test_practitioner_of_one_account_can_ask_for_closure_of_the_pair(self, demo_data):
        account = Account.objects.filter(partner__isnull=False, state="active")[0]
        account.partner.practitioners.clear()
        Account.objects.filter(pk=account.partner_id).update(requested_by=demo_data["nobody"])
        ask(demo_data, account)
        assert Account.objects.get(pk=account.partner_id).state == "closing"


class TestDirect:
    def test_directed_closure_records_its_ground_and_reason(self, demo_data, in_state):
        account = direct(demo_data, in_state("active"))
        assert account.closing_directed
        assert (account.closing_ground, account.closing_reason) == ("4.10", "One language only.")

    @pytest.mark.parametrize("who", ["ecomms", "l1", "superior"])
    def test_other_roles_cannot_direct_a_closure(self, demo_data, in_state, who):
        with pytest.raises(StepNotPermitted):
            direct(demo_data, in_state("active"), by=who)

    @pytest.mark.parametrize(
        "given",
        [
            {"ground": ""},
            {"reason": ""},
            {"due_on": timezone.localdate() - timedelta(days=1)},
        ],
    )
    def test_directing_a_closure_requires_ground_reason_and_future_day(
        self, demo_data, in_state, given
    ):
        with pytest.raises(GuardFailed):
            direct(demo_data, in_state("active"), **given)

    def test_asked_closure_can_be_directed_and_keeps_its_plan(self, demo_data, in_state):
        account = direct(demo_data, in_state("closing", closing_directed=False))
        assert account.closing_directed
        assert account.state_before_closing == "active"
        assert all(task.note for task in account.closing_tasks.all())

    def test_directed_closure_accepts_an_undone_task_with_a_reason(self, demo_data, in_state):
        account = work(
            demo_data, direct(demo_data, in_state("active")), "undone", "No access any more."
        )
        assert closure.deactivate(account, by=demo_data["ecomms"]).row.state == "deactivated"

    def test_directed_closure_refuses_an_undone_task_without_a_reason(self, demo_data, in_state):
        account = work(demo_data, direct(demo_data, in_state("active")), "undone", "")
        with pytest.raises(GuardFailed):
            closure.deactivate(account, by=demo_data["ecomms"])


class TestKeepOpen:
    @pytest.mark.parametrize("state", LIVE_STATES)
    def test_account_kept_open_returns_to_its_previous_state(self, demo_data, in_state, state):
        account = ask(demo_data, in_state(state))
        account = closure.keep_open(
            account, by=demo_data["practitioner"], reason="Used after all."
        ).row
        assert account.state == state
        assert account.closing_reason == ""

    def test_only_the_person_who_asked_can_keep_the_account_open(self, demo_data, in_state):
        account = ask(demo_data, in_state("active"), by="superior")
        with pytest.raises(StepNotPermitted):
            closure.keep_open(account, by=demo_data["l1"], reason="No.")

    def test_only_adm_pa_can_keep_open_after_a_directed_closure(self, demo_data, in_state):
        account = direct(demo_data, in_state("active"))
        with pytest.raises(StepNotPermitted):
            closure.keep_open(account, by=demo_data["practitioner"], reason="No.")
        account = closure.keep_open(account, by=demo_data["admpa2"], reason="Mended.").row
        assert (account.state, account.closing_directed) == ("active", False)

    def test_both_accounts_of_a_pair_are_kept_open(self, demo_data):
        account = Account.objects.filter(partner__isnull=False, state="active")[0]
        account = ask(demo_data, account)
        closure.keep_open(account, by=demo_data["practitioner"], reason="Used after all.")
        assert Account.objects.get(pk=account.partner_id).state == "active"

    def test_second_closure_starts_with_a_new_plan(self, demo_data, in_state):
        account = work(demo_data, ask(demo_data, in_state("active")))
        account = closure.keep_open(account, by=demo_data["practitioner"], reason="Used.").row
        account = ask(demo_data, account)
        outcomes = set(account.closing_tasks.values_list("outcome", flat=True))
        assert outcomes == {ClosingTask.Outcome.OPEN}


class TestDeactivate:
    def test_account_is_deactivated_when_its_closing_plan_is_done(self, demo_data, in_state):
        account = work(demo_data, ask(demo_data, in_state("active")))
        account = closure.deactivate(account, by=demo_data["ecomms"]).row
        assert (account.state, account.ended_on) == ("deactivated", timezone.localdate())

    def test_account_with_an_open_closing_task_cannot_be_deactivated(self, demo_data, in_state):
        with pytest.raises(GuardFailed):
            closure.deactivate(ask(demo_data, in_state("active")), by=demo_data["ecomms"])

    def test_asked_closure_refuses_an_undone_task(self, demo_data, in_state):
        account = work(demo_data, ask(demo_data, in_state("active")), "undone", "No time.")
        with pytest.raises(GuardFailed):
            closure.deactivate(account, by=demo_data["ecomms"])

    def test_only_e_communications_can_deactivate(self, demo_data, in_state):
        account = work(demo_data, ask(demo_data, in_state("active")))
        with pytest.raises(StepNotPermitted):
            closure.deactivate(account, by=demo_data["admpa"])

    @pytest.mark.parametrize(("disposition", "kept"), [("parked", "parked"), ("", "released")])
    def test_address_of_a_deactivated_account_stays_on_record(
        self, demo_data, in_state, disposition, kept
    ):
        account = work(demo_data, ask(demo_data, in_state("active")), disposition=disposition)
        closure.deactivate(account, by=demo_data["ecomms"])
        address = AccountAddress.objects.get(account=account)
        assert (address.status, address.disposition) == (AccountAddress.Status.FORMER, kept)
        verdict = verdict_for_handle(account.platform, address.key)
        assert (verdict.answer, verdict.day) == (Answer.WAS_OFFICIAL, timezone.localdate())

    def test_deactivated_account_cannot_be_kept_open(self, demo_data, in_state):
        with pytest.raises(InvalidTransition):
            closure.keep_open(in_state("deactivated"), by=demo_data["admpa"], reason="No.")

    def test_accounts_of_a_pair_are_deactivated_together(self, demo_data):
        account = Account.objects.filter(partner__isnull=False, state="active")[0]
        account = work(demo_data, ask(demo_data, account))
        with pytest.raises(GuardFailed):
            closure.deactivate(account, by=demo_data["ecomms"])
        work(demo_data, Account.objects.get(pk=account.partner_id))
        closure.deactivate(account, by=demo_data["ecomms"])
        states = Account.objects.filter(request_id=account.request_id).values_list(
            "state", flat=True
        )
        assert set(states) == {"deactivated"}

    def test_account_deactivated_before_activation_was_never_official(self, demo_data, in_state):
        account = work(demo_data, ask(demo_data, in_state("registered")))
        account = closure.deactivate(account, by=demo_data["ecomms"]).row
        assert verdict_for_account(account).answer == Answer.UNKNOWN
