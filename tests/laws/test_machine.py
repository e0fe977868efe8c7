"""Whatever the cast does, in whatever order: the promises of the tables hold after every step (P3)."""

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

from access.policy import may_take
from access.standing import standing_of
from approvals import decision, l1, review
from audit.chain import first_bad
from audit.history import history
from demo.accounts import AccountWalk
from demo.assessments import assess
from demo.cast import find_cast
from demo.requests import Walk
from directive.codes import CLOSING_PLAN
from registry import closure, registration, suspension
from registry.models import Account, Claim, ClosingTask
from requests_app import answers, consultation, submission
from requests_app.models import Finding, Recommendation, Request
from workflow.models import Followed
from workflow.problems import StepProblem

RUNS = int(os.environ.get("MACHINE_RUNS", "30"))
STEPS = 50
REASON = {"clause": "4.10(7)", "field": "translation_plan", "text": "Say who translates."}
PEOPLE = st.sampled_from(
    ("practitioner", "pa", "superior", "l1", "ecomms", "ecomms2", "admpa", "admpa2", "outsider")
)
Act = Callable[..., Any]


def _answered(row: Request, *, by: Any) -> Request:
    return answers.answer(
        row, by=by, answers={r.pk: "Done." for r in answers.reasons_of_return(row)}
    )


def _worked(row: Account, *, by: Any) -> Account:
    rows = dict.fromkeys(CLOSING_PLAN.codes, (ClosingTask.Outcome.DONE, "Done."))
    return closure.work_plan(row, by=by, rows=rows, fate=Claim.Fate.RELEASED)


REQUEST_ACTS: dict[str, Act] = {
    "consult": consultation.consult,
    "recall": consultation.recall,
    "advise": lambda row, by: consultation.advise(
        row, by=by, finding=Finding.SUPPORTED, advice="A."
    ),
    "submit": submission.submit,
    "endorse": l1.endorse,
    "decline": lambda row, by: l1.decline(row, by=by, reason="No.", clause="3.16"),
    "take_up": review.take_up,
    "hand_back": review.hand_back,
    "send_back": lambda row, by: review.send_back(row, by=by, reasons=[REASON]),
    "answer": _answered,
    "resubmit": submission.resubmit,
    "recommend": lambda row, by: review.recommend(
        row, by=by, recommendation=Recommendation.APPROVAL, text="Yes."
    ),
    "ask_again": lambda row, by: decision.ask_again(row, by=by, question="Why?"),
    "approve": decision.approve,
    "refuse": lambda row, by: decision.refuse(row, by=by, reason="No.", clause="3.16"),
    "withdraw": submission.withdraw,
}
ACCOUNT_ACTS: dict[str, Act] = {
    "register": registration.register,
    "submit_to_index": lambda row, by: registration.submit_to_index(
        row, by=by, sent_on=timezone.localdate(), reference="R"
    ),
    "activate": registration.activate,
    "suspend": lambda row, by: suspension.suspend(row, by=by, code="review", reason="R."),
    "resume": lambda row, by: suspension.resume(row, by=by, reason="R."),
    "ask_closure": lambda row, by: closure.ask_closure(
        row, by=by, reason="R.", plan=dict.fromkeys(CLOSING_PLAN.codes, "Soon."), fate="parked"
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
        self.cast = find_cast()
        assess(self.cast)
        walk = Walk(self.cast, count(1))
        self.requests = [walk.advised().pk, walk.recommended().pk]
        self.accounts = [AccountWalk(self.cast, walk).registered().pk]

    def teardown(self) -> None:
        try:
            assert first_bad() is None
        finally:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    @rule(which=st.integers(0, 1), act=st.sampled_from(sorted(REQUEST_ACTS)), who=PEOPLE)
    def on_a_request(self, which: int, act: str, who: str) -> None:
        row = Request.objects.get(pk=self.requests[which])
        if self.knock(row, act, REQUEST_ACTS[act], who) and act == "approve":
            self.accounts.append(Account.objects.get(decision=row.pk).pk)

    @rule(which=st.integers(0, 9), act=st.sampled_from(sorted(ACCOUNT_ACTS)), who=PEOPLE)
    def on_an_account(self, which: int, act: str, who: str) -> None:
        row = Account.objects.get(pk=self.accounts[which % len(self.accounts)])
        self.knock(row, act, ACCOUNT_ACTS[act], who)

    def knock(self, row: Followed, name: str, act: Act, who: str) -> bool:
        """What opens was allowed by the table; what stays shut leaves everything as it was."""
        by = self.cast[who]
        allowed = may_take(standing_of(by), row.lifecycle.step(name), row) is not None
        try:
            act(row, by=by)
        except StepProblem:
            fresh = type(row)._base_manager.get(pk=row.pk)
            assert (fresh.state, fresh.version) == (row.state, row.version)
            return False
        assert allowed, (who, name, row.state)
        fresh = type(row)._base_manager.get(pk=row.pk)
        assert fresh.state == row.state or (row.state, fresh.state) in row.lifecycle.moves
        return True

    @invariant()
    def whoever_decided_had_no_part_in_it(self) -> None:
        for row in Request.objects.filter(pk__in=self.requests, decided_by__isnull=False):
            own = {
                row.requester_id,
                row.submitted_by_id,
                *row.practitioners.values_list("pk", flat=True),
            }
            assert row.decided_by_id not in own
            if row.state in row.lifecycle.step("approve").targets:
                assert row.decided_by_id != row.recommended_by_id

    @invariant()
    def the_last_event_of_each_tells_its_state(self) -> None:
        """Inside one transaction the events are there: each ledger of this run has closed."""
        for model, keys in ((Request, self.requests), (Account, self.accounts)):
            for row in model.objects.filter(pk__in=keys):
                told = history(row.lifecycle.name, row.pk).filter(after__has_key="state").last()
                assert told is not None
                assert told.after["state"] == row.state

    @invariant()
    def a_live_handle_has_a_live_account(self) -> None:
        live = Account.objects.filter(pk__in=self.accounts, state__in=Account.lifecycle.live_states)
        owners = set(
            Claim.objects.filter(owner__in=self.accounts, kind=Claim.Kind.LIVE).values_list(
                "owner", flat=True
            )
        )
        assert owners == set(live.values_list("pk", flat=True))


@pytest.mark.long
@pytest.mark.django_db
def test_the_promises_hold_after_every_step(cast):
    run_state_machine_as_test(
        Lifecycles,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
