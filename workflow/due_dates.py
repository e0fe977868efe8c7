"""Due dates of awaited steps: targets in working days, which do not run while the requester has the request.

A target is a service standard, never a legal limit.
"""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from directive.lifecycles.grammar import Step
from directive.working_days import Calendar
from workflow.models import Holiday, Target, WorkflowModel

# Rows are read without a lock and compared, then written in short transactions that lock few at a time.
READ_CHUNK = 2000
WRITE_CHUNK = 500


def working_calendar() -> Calendar:
    """The computed federal holidays, corrected by the rows of `Holiday`."""
    rows = Holiday.objects.values_list("day", "worked")
    return Calendar(
        added=frozenset(day for day, worked in rows if not worked),
        removed=frozenset(day for day, worked in rows if worked),
    )


def target_days(lifecycle: str, step: Step) -> int | None:
    """Working days for the step: an administrator's number, else that of the table; None without a target."""
    days = Target.objects.filter(lifecycle=lifecycle, step=step.name).values_list("days", flat=True)
    return days.first() or step.target_days


def due_on(row: WorkflowModel) -> date | None:
    """The day by which the awaited step should be taken; None where the state awaits no step with a target."""
    step = row.lifecycle.next_step(row.state)
    days = target_days(row.lifecycle.name, step) if step else None
    if step is None or days is None:
        return None
    return due_date_of(row, step, days, working_calendar())


def due_date_of(row: WorkflowModel, step: Step, days: int, calendar: Calendar) -> date:
    # A request that was returned and comes back continues its target, and is due today at the earliest.
    remaining = max(days - row.elapsed_days.get(step.name, 0), 0)
    return calendar.add(timezone.localdate(row.state_changed_at, zone_of(row)), remaining)


def zone_of(row: WorkflowModel) -> ZoneInfo:
    """The time zone in which the days of the row begin: that of its organization."""
    return ZoneInfo(row.organization.time_zone)


def record_elapsed_days(row: WorkflowModel, step: Step, target: str) -> None:
    """Update `elapsed_days` and `state_changed_at` of a row about to leave its state by `step` for `target`."""
    if target == row.state:
        return
    awaited = row.lifecycle.by_state[row.state].next_step if row.state else ""
    if awaited == step.name:
        # Done: should the step be awaited again, its target starts from zero.
        row.elapsed_days = {
            name: days for name, days in row.elapsed_days.items() if name != awaited
        }
    elif awaited:
        # Left undone, by a return for changes say: the days count when the state is entered again.
        zone = zone_of(row)
        since, today = (
            timezone.localdate(row.state_changed_at, zone),
            timezone.localdate(timezone=zone),
        )
        days = working_calendar().between(since, today)
        row.elapsed_days = row.elapsed_days | {awaited: row.elapsed_days.get(awaited, 0) + days}
    row.state_changed_at = timezone.now()


class WorkingDaysLeft:
    """Working days from today until a day. One for many rows reads the holidays once."""

    def __init__(self) -> None:
        self.today = timezone.localdate()

    @cached_property
    def calendar(self) -> Calendar:
        return working_calendar()

    def until(self, day: date | None) -> int | None:
        """Negative once the day has passed; None without a day."""
        return None if day is None else self.calendar.between(self.today, day)


def days_left(day: date | None) -> int | None:
    return WorkingDaysLeft().until(day)


def recalculate_due_dates(model: type[WorkflowModel]) -> int:
    """Recalculate `due_on` of all open rows, after a change of targets or holidays; the number changed.

    No step and no audit event: the change of the target or holiday is in the log.
    """
    return sum(_recalculate_state(model, state) for state in model.lifecycle.open_states)


def _recalculate_state(model: type[WorkflowModel], state: str) -> int:
    step = model.lifecycle.next_step(state)
    days = target_days(model.lifecycle.name, step) if step else None
    if step is None or days is None:
        return 0
    calendar = working_calendar()  # read once, not for each row

    def day(row: WorkflowModel) -> date:
        return due_date_of(row, step, days, calendar)

    rows = model._base_manager.filter(state=state).select_related(*WorkflowModel.related)
    changed = [row.pk for row in rows.iterator(chunk_size=READ_CHUNK) if row.due_on != day(row)]
    for start in range(0, len(changed), WRITE_CHUNK):
        _write_due_dates(rows.filter(pk__in=changed[start : start + WRITE_CHUNK]), day)
    return len(changed)


def _write_due_dates(rows: QuerySet[WorkflowModel], day: Callable[[WorkflowModel], date]) -> None:
    with transaction.atomic():
        # A row locked by a step is skipped: that step sets the due date itself, with the new targets.
        locked = list(rows.select_for_update(of=("self",), skip_locked=True))
        for row in locked:
            row.due_on = day(row)
        rows.model._base_manager.bulk_update(locked, ["due_on"])
