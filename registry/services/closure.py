"""The end of an account: asked or directed, planned, worked through, final (§ 4.6, 5.4)."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from access.models import Person
from directive.codes import CLOSING_PLAN
from registry.models import Account, AccountAddress, ClosingTask
from registry.services.addresses import end_address
from registry.services.pairs import take_step_together
from workflow.steps import take_step


def ask_closure(
    account: Account,
    *,
    by: Person,
    reason: str,
    plan: Mapping[str, str],
    disposition: str,
    version: int | None = None,
) -> Account:
    """`plan`: for each row, how it will be done."""
    with take_step_together(
        account, "ask_closure", by=by, version=version, reason=reason
    ) as accounts:
        for account in accounts:
            _begin_closure(account, reason=reason, plan=plan)
            account.closing_asked_by = by
            account.closing_disposition = disposition
    return accounts[0]


def direct_closure(
    account: Account,
    *,
    by: Person,
    ground: str,
    reason: str,
    due_on: date,
    version: int | None = None,
) -> Account:
    """A closure that was asked for becomes a directed one, and keeps its plan."""
    with take_step_together(
        account, "direct_closure", by=by, version=version, reason=reason, paragraph=ground
    ) as accounts:
        for account in accounts:
            _begin_closure(account, reason=reason, plan={})
            account.closing_directed = True
            account.closing_ground = ground
            account.closing_due = due_on
    return accounts[0]


def work_plan(
    account: Account,
    *,
    by: Person,
    rows: Mapping[str, tuple[str, str]],
    disposition: str,
    version: int | None = None,
) -> Account:
    """`rows`: plan code -> outcome and note."""
    with take_step(account, "work_plan", by=by, version=version) as account:
        for task in account.closing_tasks.filter(code__in=rows):
            _update_task(task, *rows[task.code], by=by)
        account.closing_disposition = disposition
    return account


def keep_open(account: Account, *, by: Person, reason: str, version: int | None = None) -> Account:
    with take_step_together(
        account, "keep_open", by=by, version=version, reason=reason
    ) as accounts:
        for account in accounts:
            account.closing_asked_by = None
            account.closing_directed = False
            account.closing_ground = account.closing_reason = account.closing_disposition = ""
            account.closing_due = None
    return accounts[0]


def deactivate(account: Account, *, by: Person, version: int | None = None) -> Account:
    """Final. A handle whose fate nobody settled counts as released, and is watched."""
    with take_step_together(account, "deactivate", by=by, version=version) as accounts:
        for account in accounts:
            account.ended_on = timezone.localdate()
            end_address(
                account.pk, account.closing_disposition or AccountAddress.Disposition.RELEASED
            )
    return accounts[0]


def _begin_closure(account: Account, *, reason: str, plan: Mapping[str, str]) -> None:
    if account.state in account.lifecycle.step("ask_closure").from_states:
        account.state_before_closing = account.state
        _write_plan(account, plan)
    account.closing_reason = reason


def _write_plan(account: Account, plan: Mapping[str, str]) -> None:
    """Rows of a plan given up earlier are taken up again, from the start."""
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


def _update_task(task: ClosingTask, outcome: str, note: str, *, by: Person) -> None:
    if (task.outcome, task.note) == (outcome, note):
        return
    task.outcome, task.note, task.by = outcome, note, by
    task.done_on = None if outcome == ClosingTask.Outcome.OPEN else timezone.localdate()
    task.save()
