"""The one door: every change of state, and every change to what follows a lifecycle, goes through here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.utils import timezone

from access.acts import acting
from access.models import Person
from access.policy import may_see, may_take
from access.seats import Seat
from access.standing import standing_of
from audit.ledger import ledger, record
from audit.snapshot import changes
from directive.lifecycle import Guard, Step, first_refusal
from workflow.due import due_on, leave
from workflow.letters import tell
from workflow.models import Followed
from workflow.problems import Invisible, NotYours, OutOfTurn, Refused, Stale
from workflow.transitions import method_name

Row = TypeVar("Row", bound=Followed)
_under_way: ContextVar[tuple[str, ...]] = ContextVar("steps_under_way", default=())


@contextmanager
def take_step(
    row: Row,
    name: str,
    *,
    by: Person | None,
    version: int | None = None,
    reason: str = "",
    paragraph: str = "",
    told: dict[str, object] | None = None,
) -> Iterator[Row]:
    """Take a step of the row's table: lock, check, let the caller write, judge, move, audit, tell.

    Yields the row, locked and read afresh; what the caller writes on it is judged by the row's inputs
    and saved. `by=None` is the clock. `version` is the one the form was made from. `told` joins the letters.
    Raises NotYours, OutOfTurn, Refused or Stale, and then nothing has happened.
    """
    step = row.lifecycle.step(name)
    with ledger(), _nested(name):
        row = _locked(row)
        if version is not None and version != row.version:
            raise Stale(row)
        seat = _check(row, step, by)
        before = {} if step.starts else row.audited()
        row.stated_reason = reason
        _judge(step.guards, row)
        yield row
        _move(row, step, _judge(step.inputs, row, needed=step.choose is not None))
        was, now = changes(before, row.audited())
        occurrence = record(
            f"{row.lifecycle.name}.{name}",
            kind=row.lifecycle.name,
            object_id=row.pk,
            title=row.titles[0],
            by=acting(by, seat),
            before=was,
            after=now,
            reason=reason,
            paragraph=paragraph or step.paragraph,
        )
        row.told = tell(row, step, occurrence=occurrence, by=by, reason=reason, told=told or {})


@contextmanager
def _nested(name: str) -> Iterator[None]:
    token = _under_way.set((*_under_way.get(), name))
    try:
        yield
    finally:
        _under_way.reset(token)


def _locked(row: Row) -> Row:
    if row._state.adding:
        return row
    return type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)


def _check(row: Followed, step: Step, by: Person | None) -> Seat | None:
    """Whether this step may be taken now, and from which seat."""
    inside = any(outer in step.within for outer in _under_way.get()[:-1])
    standing = standing_of(by) if by is not None else None
    if standing and not (inside or step.starts or may_see(standing, row)):
        raise Invisible(step.name)
    if not step.starts and row.state not in step.sources:
        raise OutOfTurn(step.name)
    seat = may_take(standing, step, row) if standing else None
    if seat is None and not inside and not (by is None and step.by_the_clock):
        raise NotYours(step.name)
    return seat


def _judge(guards: tuple[Guard, ...], row: Followed, *, needed: bool = False) -> object:
    """The world is judged before the caller writes, what was written with the step afterwards.

    Gathers the facts only where a guard looks at them, or the choice of a target needs them.
    """
    facts = row.facts() if guards or needed else None
    if refusal := first_refusal(guards, facts):
        raise Refused(refusal)
    return facts


def _move(row: Followed, step: Step, facts: object) -> None:
    if step.targets:
        target = step.targets[0] if step.choose is None else step.choose(facts)
        leave(row, step, target)
        getattr(row, method_name(step))(target)
        row.due_on = due_on(row)
    row.version += 1
    row.changed_at = timezone.now()
    row.save()
