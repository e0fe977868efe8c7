"""Random steps by random demo users: the invariants of the lifecycles hold after each (P3)."""

import os
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from access.policy import can_take_step
from access.resolver import access_for
from approvals import services
from audit.chain import find_first_invalid
from audit.history import history
from demo.accounts import DemoAccounts
from demo.requests import DemoRequests
from demo.users import find_demo_users
from directive.codes import CLOSING_PLAN
from registry.models import Account, AccountAddress, ClosingTask
from registry.services import closure, onboarding, records
from requests_app.enums import AdviceFinding, Recommendation
from requests_app.models import AccountRequest
from requests_app.services import consultation, returns, submission
from workflow.exceptions import StepError
from workflow.models import WorkflowModel

pytestmark = pytest.mark.template_database("assessed")

RUNS = int(os.environ.get("MACHINE_RUNS", "30"))
STEPS = 50
REASON = {"paragraph": "4.10(7)", "field": "translation_plan", "text": "Say who translates."}
PEOPLE = st.sampled_from(
    ("practitioner", "pa", "superior", "l1", "ecomms", "ecomms2", "admpa", "admpa2", "outsider")
)
Act = Callable[..., Any]


def _answered(row: AccountRequest, *, by: Any) -> AccountRequest:
    return returns.answer_reasons(
        row, by=by, answers={r.pk: "Done." for r in returns.open_reasons(row)}
    ).row


def _worked(row: Account, *, by: Any) -> Account:
    rows = dict.fromkeys(CLOSING_PLAN.codes, (ClosingTask.Outcome.DONE, "Done."))
    return closure.work_plan(
        row, by=by, rows=rows, disposition=AccountAddress.Disposition.RELEASED
    ).row


REQUEST_ACTS: dict[str, Act] = {
    "consult": consultation.consult,
    "recall": consultation.recall,
    "advise": lambda row, by: consultation.advise(
        row, by=by, finding=AdviceFinding.SUPPORTED, advice="A."
    ),
    "submit": submission.submit,
    "endorse": services.endorse,
    "decline": lambda row, by: services.decline(row, by=by, reason="No.", paragraph="3.16"),
    "assign": services.assign,
    "unassign": services.unassign,
    "return_for_changes": lambda row, by: services.return_for_changes(row, by=by, reasons=[REASON]),
    "answer": _answered,
    "resubmit": submission.resubmit,
    "recommend": lambda row, by: services.recommend(
        row, by=by, recommendation=Recommendation.APPROVAL, text="Yes."
    ),
    "ask_again": lambda row, by: services.ask_again(row, by=by, question="Why?"),
    "approve": services.approve,
    "refuse": lambda row, by: services.refuse(row, by=by, reason="No.", paragraph="3.16"),
    "withdraw": submission.withdraw,
}
ACCOUNT_ACTS: dict[str, Act] = {
    "register": onboarding.register,
    "submit_to_index": lambda row, by: onboarding.submit_to_index(
        row, by=by, sent_on=timezone.localdate(), reference="R"
    ),
    "activate": onboarding.activate,
    "suspend": lambda row, by: records.suspend(row, by=by, code="review", reason="R."),
    "resume": lambda row, by: records.resume(row, by=by, reason="R."),
    "ask_closure": lambda row, by: closure.ask_closure(
        row,
        by=by,
        reason="R.",
        plan=dict.fromkeys(CLOSING_PLAN.codes, "Soon."),
        disposition="parked",
    ),
    "direct_closure": lambda row, by: closure.direct_closure(
        row, by=by, ground="5.4(2)", reason="R.", due_on=timezone.localdate() + timedelta(days=9)
    ),
    "keep_open": lambda row, by: closure.keep_open(row, by=by, reason="R."),
    "work_plan": _worked,
    "deactivate": closure.deactivate,
}


class Lifecycles(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.users = find_demo_users()
        demo_requests = DemoRequests(self.users, count(1))
        self.requests = [demo_requests.advised().pk, demo_requests.recommended().pk]
        self.accounts = [DemoAccounts(self.users, demo_requests).registered().pk]

    def teardown(self) -> None:
        try:
            assert find_first_invalid() is None
        finally:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    @rule(which=st.integers(0, 1), act=st.sampled_from(sorted(REQUEST_ACTS)), who=PEOPLE)
    def on_a_request(self, which: int, act: str, who: str) -> None:
        row = AccountRequest.objects.get(pk=self.requests[which])
        if self.attempt(row, act, REQUEST_ACTS[act], who) and act == "approve":
            self.accounts.append(Account.objects.get(request_id=row.pk).pk)

    @rule(which=st.integers(0, 9), act=st.sampled_from(sorted(ACCOUNT_ACTS)), who=PEOPLE)
    def on_an_account(self, which: int, act: str, who: str) -> None:
        row = Account.objects.get(pk=self.accounts[which % len(self.accounts)])
        self.attempt(row, act, ACCOUNT_ACTS[act], who)

    def attempt(self, row: WorkflowModel, name: str, act: Act, who: str) -> bool:
        """A step that succeeds was allowed by the lifecycle; a refused one leaves the row unchanged."""
        by = self.users[who]
        allowed = can_take_step(access_for(by), row.lifecycle.step(name), row) is not None
        try:
            act(row, by=by)
        except StepError:
            fresh = type(row)._base_manager.get(pk=row.pk)
            assert (fresh.state, fresh.version) == (row.state, row.version)
            return False
        assert allowed, (who, name, row.state)
        fresh = type(row)._base_manager.get(pk=row.pk)
        assert fresh.state == row.state or (row.state, fresh.state) in row.lifecycle.transitions
        return True

    @invariant()
    def the_deciding_person_is_not_related_to_the_request(self) -> None:
        for row in AccountRequest.objects.filter(pk__in=self.requests, decided_by__isnull=False):
            own = {
                row.requester_id,
                row.submitted_by_id,
                *row.practitioners.values_list("pk", flat=True),
            }
            assert row.decided_by_id not in own
            if row.state in row.lifecycle.step("approve").to_states:
                assert row.decided_by_id != row.recommended_by_id

    @invariant()
    def the_last_event_has_the_state_of_its_row(self) -> None:
        """Each audit transaction of the run has ended, so that its events are written."""
        for model, keys in ((AccountRequest, self.requests), (Account, self.accounts)):
            for row in model.objects.filter(pk__in=keys):
                last_event = (
                    history(row.lifecycle.name, row.pk).filter(after__has_key="state").last()
                )
                assert last_event is not None
                assert last_event.after["state"] == row.state

    @invariant()
    def live_addresses_belong_to_live_accounts(self) -> None:
        live = Account.objects.filter(pk__in=self.accounts, state__in=Account.lifecycle.live_states)
        owners = set(
            AccountAddress.objects.filter(
                account__in=self.accounts, status=AccountAddress.Status.LIVE
            ).values_list("account", flat=True)
        )
        assert owners == set(live.values_list("pk", flat=True))


@pytest.mark.long
def test_invariants_hold_after_every_random_step(demo_users):
    run_state_machine_as_test(
        Lifecycles,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
