"""Closure of an account: asked for or directed, its plan, deactivation (§ 4.6, 5.4)."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from access.models import Person
from directive.codes import CLOSING_PLAN
from registry.models import Account, AccountAddress, ClosingTask
from registry.services.addresses import end_address
from registry.services.pairs import take_step_together
from workflow.steps import StepResult, take_step


def ask_closure(
    account: Account,
    *,
    by: Person,
    reason: str,
    plan: Mapping[str, str],
    disposition: str,
    version: int | None = None,
) -> StepResult[Account]:
    """`plan`: code of a row -> how it will be done."""

    def write(account: Account) -> None:
        _begin_closure(account, reason=reason, plan=plan)
        account.closing_asked_by = by
        account.closing_disposition = disposition

    return take_step_together(
        account, "ask_closure", by=by, version=version, reason=reason, write=write
    )


def direct_closure(
    account: Account,
    *,
    by: Person,
    ground: str,
    reason: str,
    due_on: date,
    version: int | None = None,
) -> StepResult[Account]:
    """`ground`: number of a paragraph. Also turns a closure that was asked for into a directed one."""

    def write(account: Account) -> None:
        _begin_closure(account, reason=reason, plan={})
        account.closing_directed = True
        account.closing_ground = ground
        account.closing_due = due_on

    return take_step_together(
        account,
        "direct_closure",
        by=by,
        version=version,
        reason=reason,
        paragraph=ground,
        write=write,
    )


def work_plan(
    account: Account,
    *,
    by: Person,
    rows: Mapping[str, tuple[str, str]],
    disposition: str,
    version: int | None = None,
) -> StepResult[Account]:
    """`rows`: code of a row -> (outcome, note)."""

    def write(account: Account) -> None:
        for task in account.closing_tasks.filter(code__in=rows):
            _update_task(task, *rows[task.code], by=by)
        account.refresh_from_db(fields=["closing_tasks"])
        account.closing_disposition = disposition

    return take_step(account, "work_plan", by=by, version=version, write=write)


def keep_open(
    account: Account, *, by: Person, reason: str, version: int | None = None
) -> StepResult[Account]:
    def write(account: Account) -> None:
        account.closing_asked_by = None
        account.closing_directed = False
        account.closing_ground = account.closing_reason = account.closing_disposition = ""
        account.closing_due = None

    return take_step_together(
        account, "keep_open", by=by, version=version, reason=reason, write=write
    )


def deactivate(account: Account, *, by: Person, version: int | None = None) -> StepResult[Account]:
    def write(account: Account) -> None:
        account.ended_on = timezone.localdate()
        # Nobody may have settled it in a directed closure: released handles are checked (§ 3.8).
        end_address(account.pk, account.closing_disposition or AccountAddress.Disposition.RELEASED)

    return take_step_together(account, "deactivate", by=by, version=version, write=write)


def _begin_closure(account: Account, *, reason: str, plan: Mapping[str, str]) -> None:
    # A direction can follow while the account is closing already: the plan and the state to go back
    # to then stay as they are.
    if account.state in account.lifecycle.step("ask_closure").from_states:
        account.state_before_closing = account.state
        _write_plan(account, plan)
    account.closing_reason = reason


def _write_plan(account: Account, plan: Mapping[str, str]) -> None:
    # Rows remain from an earlier closure that was given up: they start again as open.
    for code in CLOSING_PLAN.codes:
        ClosingTask.objects.update_or_create(
            account=account,
            code=code,
            defaults={
                "outcome": ClosingTask.Outcome.OPEN,
                "note": plan.get(code, ""),
                "by": None,
                "done_on": None,
            },
        )
    account.refresh_from_db(fields=["closing_tasks"])


def _update_task(task: ClosingTask, outcome: str, note: str, *, by: Person) -> None:
    # The form sends every row: an unchanged one keeps who settled it, and when.
    if (task.outcome, task.note) == (outcome, note):
        return
    task.outcome, task.note, task.by = outcome, note, by
    task.done_on = None if outcome == ClosingTask.Outcome.OPEN else timezone.localdate()
    task.save()
