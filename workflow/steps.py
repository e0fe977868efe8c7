"""The one door: every change of state, and every change to what follows a lifecycle, goes through here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.utils import timezone

from access.effective_roles import EffectiveRole, actor_fields
from access.models import Person
from access.policy import can_take_step, can_view
from access.resolver import access_for
from audit.events import audit_transaction, log_event
from audit.snapshots import changes
from directive.guards.refusal import Guard, first_refusal
from directive.lifecycles.grammar import Step
from workflow.consequences import run_consequences
from workflow.due_dates import due_on, record_elapsed_days
from workflow.exceptions import (
    GuardFailed,
    InvalidTransition,
    NotVisible,
    StaleVersion,
    StepNotPermitted,
)
from workflow.models import WorkflowModel, method_name
from workflow.notify import notify_step

Row = TypeVar("Row", bound=WorkflowModel)
_steps_under_way: ContextVar[tuple[str, ...]] = ContextVar("steps_under_way", default=())


@contextmanager
def take_step(
    row: Row,
    name: str,
    *,
    by: Person | None,
    version: int | None = None,
    reason: str = "",
    paragraph: str = "",
    context: dict[str, object] | None = None,
) -> Iterator[Row]:
    """Take a step of the row's table: lock, check, let the caller write, judge, move, audit, tell.

    Yields the row, locked and read afresh; what the caller writes on it is judged by the row's inputs
    and saved. `by=None` is the clock. `version` is the one the form was made from. `told` joins the letters.
    Raises NotYours, OutOfTurn, Refused or Stale, and then nothing has happened.
    """
    step = row.lifecycle.step(name)
    with audit_transaction(), _nested(name):
        row = _locked(row)
        if version is not None and version != row.version:
            raise StaleVersion(row)
        effective_role = _check_actor(row, step, by)
        before = {} if step.is_initial else row.audited()
        row.step_reason = reason
        _check_guards(step.guards, row)
        yield row
        _transition(
            row, step, _check_guards(step.input_guards, row, needed=step.resolve_target is not None)
        )
        run_consequences(f"{row.lifecycle.name}.{name}", row, by=by)
        was, now = changes(before, row.audited())
        occurrence = log_event(
            f"{row.lifecycle.name}.{name}",
            object_type=row.lifecycle.name,
            object_id=row.pk,
            object_label=row.labels[0],
            by=actor_fields(by, effective_role),
            before=was,
            after=now,
            reason=reason,
            paragraph=paragraph or step.paragraph,
        )
        row.notified = notify_step(
            row, step, occurrence=occurrence, by=by, reason=reason, context=context or {}
        )


@contextmanager
def _nested(name: str) -> Iterator[None]:
    token = _steps_under_way.set((*_steps_under_way.get(), name))
    try:
        yield
    finally:
        _steps_under_way.reset(token)


def _locked(row: Row) -> Row:
    if row._state.adding:
        return row
    return type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)


def _check_actor(row: WorkflowModel, step: Step, by: Person | None) -> EffectiveRole | None:
    """Whether this step may be taken now, and from which seat."""
    inside = any(outer in step.nested_in for outer in _steps_under_way.get()[:-1])
    access = access_for(by) if by is not None else None
    if access and not (inside or step.is_initial or can_view(access, row)):
        raise NotVisible(step.name)
    if not step.is_initial and row.state not in step.from_states:
        raise InvalidTransition(step.name)
    effective_role = can_take_step(access, step, row) if access else None
    if effective_role is None and not inside and not (by is None and step.is_automatic):
        raise StepNotPermitted(step.name)
    return effective_role


def _check_guards(guards: tuple[Guard, ...], row: WorkflowModel, *, needed: bool = False) -> object:
    """The world is judged before the caller writes, what was written with the step afterwards.

    Gathers the facts only where a guard looks at them, or the choice of a target needs them.
    """
    facts = row.facts() if guards or needed else None
    if refusal := first_refusal(guards, facts):
        raise GuardFailed(refusal)
    return facts


def _transition(row: WorkflowModel, step: Step, facts: object) -> None:
    if step.to_states:
        target = step.to_states[0] if step.resolve_target is None else step.resolve_target(facts)
        record_elapsed_days(row, step, target)
        getattr(row, method_name(step))(target)
        row.due_on = due_on(row)
    row.version += 1
    row.updated_at = timezone.now()
    row.save()
