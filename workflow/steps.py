"""`take_step`: the only way in which a row that follows a lifecycle is changed.

It alone has, in this order: lock, check of the actor, guards, the caller's changes, input guards, transition,
consequences, audit event, notifications.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from uuid import UUID

import structlog
from django.db.models import prefetch_related_objects
from django.utils import timezone

from access.effective_roles import EffectiveRole, UserAccess, actor_fields
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
from workflow.models import StepInput, WorkflowModel, method_name, with_related
from workflow.notify import StepNotice, notify_steps, step_context

Row = TypeVar("Row", bound=WorkflowModel)
Item = TypeVar("Item")
log = structlog.get_logger()


@dataclass(frozen=True)
class _StepTransaction:
    """The outermost step and those inside it."""

    actions: list[str] = field(default_factory=list)  # "lifecycle.step", the outermost first
    notices: list[StepNotice] = field(default_factory=list)
    _access: dict[UUID, UserAccess] = field(default_factory=dict)

    def access_for(self, person: Person) -> UserAccess:
        """Read once, after the outermost row is locked."""
        if person.pk not in self._access:
            self._access[person.pk] = access_for(person)
        return self._access[person.pk]


_step_transaction: ContextVar[_StepTransaction | None] = ContextVar(
    "step_transaction", default=None
)


@dataclass(frozen=True, slots=True)
class StepResult(Generic[Row]):
    """The row after the step, not the instance the step was called with, and who was notified of it."""

    row: Row
    notified: Sequence[Person]  # empty for a step inside another one


def take_step(
    row: Row,
    name: str,
    *,
    by: Person | None,
    version: int | None = None,
    reason: str = "",
    paragraph: str = "",
    people: Sequence[Person] = (),
    values: Mapping[str, object] | None = None,
    write: Callable[[Row], object] | None = None,
    context: Mapping[str, object] | None = None,
) -> StepResult[Row]:
    """Take the step `name` of the row's lifecycle, in one transaction.

    The row is locked and read again: `row` itself stays as it was. What is written with the step: `values`,
    by attribute, then whatever `write` does with the locked row, which is saved afterwards. Guards run
    before, input guards after. `people` are those named with the step, for its input guards.

    `by` is None for an automatic step. `version` is that of the form, to detect a change meanwhile. `paragraph`
    overrides that of the table in the audit event. `context` adds to the values of the e-mails.

    Raises NotVisible, InvalidTransition, StepNotPermitted, GuardFailed or StaleVersion; nothing is then written.
    """
    step = row.lifecycle.step(name)
    action = f"{row.lifecycle.name}.{name}"
    given = StepInput(reason=reason, people=people)
    with audit_transaction(), _join_transaction(action) as steps:
        row = _lock(row)
        # First of all: somebody with an old form needs the comparison, whatever the row allows by now.
        if version is not None and version != row.version:
            raise StaleVersion(row)
        effective_role = _check_actor(row, step, steps, by)
        before = {} if step.is_initial else row.audited()
        _check_guards(step.guards, row.facts(given))
        _write(row, values or {}, write)
        # Gathered again: input guards are about what was written.
        facts = row.facts(given)
        _check_guards(step.input_guards, facts)
        _transition(row, step, facts)
        # After the save, so that a consequence that takes steps on other rows sees the new state.
        run_consequences(action, row, by=by)
        prefetch_related_objects([row], *row.prefetched)
        before, after = changes(before, row.audited())
        occurrence = log_event(
            action,
            object_type=row.lifecycle.name,
            object_id=row.pk,
            object_label=row.labels[0],
            by=actor_fields(by, effective_role),
            before=before,
            after=after,
            reason=reason,
            paragraph=paragraph or step.paragraph,
        )
        steps.notices.append(
            StepNotice(
                row=row,
                step=step,
                occurrence=occurrence,
                by=by,
                context=step_context(row, step, by=by, reason=reason) | dict(context or {}),
            )
        )
        # Outbox rows, in this transaction: an e-mail is sent if and only if the step is committed. Once, as
        # the outermost step ends, since the recipients of all its steps are found by the same queries.
        notified = notify_steps(steps.notices)[-1] if steps.actions == [action] else ()
    return StepResult(row, notified)


def take_step_on_each(rows: Iterable[Item], take: Callable[[Item], object]) -> int:
    """Take an automatic step on each row, each in a transaction of its own; the number taken.

    One that fails is logged, with its traceback, and does not stop the others.
    """
    taken = 0
    for row in rows:
        try:
            take(row)
        except InvalidTransition:
            continue  # somebody took another step after the list was read
        except Exception:
            # The log names the row by its key: labels have names of people.
            log.exception("automatic_step_failed", row=str(getattr(row, "pk", row)))
        else:
            taken += 1
    return taken


@contextmanager
def _join_transaction(action: str) -> Iterator[_StepTransaction]:
    steps = _step_transaction.get() or _StepTransaction()
    token = _step_transaction.set(steps)
    steps.actions.append(action)
    try:
        yield steps
    finally:
        steps.actions.pop()
        _step_transaction.reset(token)


def _write(row: Row, values: Mapping[str, object], write: Callable[[Row], object] | None) -> None:
    for attribute, value in values.items():
        setattr(row, attribute, value)
    if write is not None:
        write(row)


def _lock(row: Row) -> Row:
    # A row that an initial step creates has nothing to lock yet.
    if row._state.adding:
        return row
    # of=("self",): related rows that the query joins are not locked, or unrelated steps would wait.
    rows = type(row)._base_manager.select_for_update(of=("self",))
    return with_related(rows).get(pk=row.pk)


def _check_actor(
    row: WorkflowModel, step: Step, steps: _StepTransaction, by: Person | None
) -> EffectiveRole | None:
    """The effective role by which `by` may take the step now, for the audit event.

    None for an automatic step, and for a nested step that the person could not take on its own.
    """
    # The last of the names is this step itself.
    is_nested = any(outer in step.nested_in for outer in steps.actions[:-1])
    access = steps.access_for(by) if by is not None else None
    # The order decides what is disclosed: to those who may not view the row, not even its state.
    if access and not (is_nested or step.is_initial or can_view(access, row)):
        raise NotVisible(step.name)
    if not step.is_initial and row.state not in step.from_states:
        raise InvalidTransition(step.name)
    effective_role = can_take_step(access, step, row) if access else None
    if effective_role is None and not is_nested and not (by is None and step.is_automatic):
        raise StepNotPermitted(step.name)
    return effective_role


def _check_guards(guards: tuple[Guard, ...], facts: object) -> None:
    if refusal := first_refusal(guards, facts):
        raise GuardFailed(refusal)


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
