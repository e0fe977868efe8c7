"""`take_step`: the only way in which a row that follows a lifecycle is changed.

It alone has, in this order: lock, check of the actor, guards, the caller's changes, input guards, transition,
consequences, audit event, notifications.
"""

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
# The names of the steps being taken, the outermost first, for `Step.nested_in`.
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
    """Take the step `name` of the row's lifecycle, in one transaction.

    Yields the row, locked and read again: the caller changes its attributes, this function saves them. Guards
    run before the caller's changes, input guards after.

    `by` is None for an automatic step. `version` is that of the form, to detect a change meanwhile. `paragraph`
    overrides that of the table in the audit event. `context` adds to the values of the e-mails.

    Raises NotVisible, InvalidTransition, StepNotPermitted, GuardFailed or StaleVersion; nothing is then written.
    """
    step = row.lifecycle.step(name)
    with audit_transaction(), _under_way(name):
        row = _lock(row)
        # First of all: somebody with an old form needs the comparison, whatever the row allows by now.
        if version is not None and version != row.version:
            raise StaleVersion(row)
        effective_role = _check_actor(row, step, by)
        before = {} if step.is_initial else row.audited()
        row.step_reason = reason
        _check_guards(step.guards, row)
        yield row
        facts = _check_guards(step.input_guards, row, needed=step.resolve_target is not None)
        _transition(row, step, facts)
        # After the save, so that a consequence that takes steps on other rows sees the new state.
        run_consequences(f"{row.lifecycle.name}.{name}", row, by=by)
        before, after = changes(before, row.audited())
        occurrence = log_event(
            f"{row.lifecycle.name}.{name}",
            object_type=row.lifecycle.name,
            object_id=row.pk,
            object_label=row.labels[0],
            by=actor_fields(by, effective_role),
            before=before,
            after=after,
            reason=reason,
            paragraph=paragraph or step.paragraph,
        )
        # Outbox rows, in this transaction: an e-mail is sent if and only if the step is committed.
        row.notified = notify_step(
            row, step, occurrence=occurrence, by=by, reason=reason, context=context or {}
        )


@contextmanager
def _under_way(name: str) -> Iterator[None]:
    token = _steps_under_way.set((*_steps_under_way.get(), name))
    try:
        yield
    finally:
        _steps_under_way.reset(token)


def _lock(row: Row) -> Row:
    # A row that an initial step creates has nothing to lock yet.
    if row._state.adding:
        return row
    # of=("self",): related rows that the default query joins are not locked, or unrelated steps would wait.
    return type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)


def _check_actor(row: WorkflowModel, step: Step, by: Person | None) -> EffectiveRole | None:
    """The effective role by which `by` may take the step now, for the audit event.

    None for an automatic step, and for a nested step that the person could not take on its own.
    """
    # The last of the names is this step itself.
    is_nested = any(outer in step.nested_in for outer in _steps_under_way.get()[:-1])
    access = access_for(by) if by is not None else None
    # The order decides what is disclosed: to those who may not view the row, not even its state.
    if access and not (is_nested or step.is_initial or can_view(access, row)):
        raise NotVisible(step.name)
    if not step.is_initial and row.state not in step.from_states:
        raise InvalidTransition(step.name)
    effective_role = can_take_step(access, step, row) if access else None
    if effective_role is None and not is_nested and not (by is None and step.is_automatic):
        raise StepNotPermitted(step.name)
    return effective_role


def _check_guards(guards: tuple[Guard, ...], row: WorkflowModel, *, needed: bool = False) -> object:
    """The facts that were checked; None where there is no guard and they are not `needed`.

    Raises GuardFailed with the first refusal.
    """
    # Facts cost queries. They are built again after the caller's changes, which input guards are about.
    facts = row.facts() if guards or needed else None
    if refusal := first_refusal(guards, facts):
        raise GuardFailed(refusal)
    return facts


def _transition(row: WorkflowModel, step: Step, facts: object) -> None:
    if step.to_states:
        target = step.to_states[0] if step.resolve_target is None else step.resolve_target(facts)
        # Before the transition: the days belong to the state that is left.
        record_elapsed_days(row, step, target)
        getattr(row, method_name(step))(target)
        # After it: the due date is of the step that the new state awaits.
        row.due_on = due_on(row)
    # A step that leaves the state as it is changes the row too: forms made before it are stale.
    row.version += 1
    row.updated_at = timezone.now()
    row.save()
