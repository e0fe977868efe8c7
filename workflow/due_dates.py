"""By when: targets in working days. The clock stands still while the requester holds the request."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from directive.lifecycles.grammar import Step
from directive.working_days import Calendar
from workflow.models import Holiday, Target, WorkflowModel


def working_calendar() -> Calendar:
    """The computed federal holidays, with the corrections that an administrator has made."""
    rows = Holiday.objects.values_list("day", "worked")
    return Calendar(
        added=frozenset(day for day, worked in rows if not worked),
        removed=frozenset(day for day, worked in rows if worked),
    )


def target_days(lifecycle: str, step: Step) -> int | None:
    days = Target.objects.filter(lifecycle=lifecycle, step=step.name).values_list("days", flat=True)
    return days.first() or step.target_days


def due_on(row: WorkflowModel) -> date | None:
    """The day by which the awaited step should be taken: its target, less the days already spent."""
    step = row.lifecycle.next_step(row.state)
    days = target_days(row.lifecycle.name, step) if step else None
    if step is None or days is None:
        return None
    return due_date_of(row, step, days, working_calendar())


def due_date_of(row: WorkflowModel, step: Step, days: int, calendar: Calendar) -> date:
    left = max(days - row.elapsed_days.get(step.name, 0), 0)
    return calendar.add(timezone.localdate(row.state_changed_at, zone_of(row)), left)


def zone_of(row: WorkflowModel) -> ZoneInfo:
    """Where its days begin: in its organization, wherever the account itself is watched from."""
    return ZoneInfo(row.organization.time_zone)


def record_elapsed_days(row: WorkflowModel, step: Step, target: str) -> None:
    """Note the working days spent in a state that is left unfinished; a step taken starts afresh."""
    if target == row.state:
        return
    awaited = row.lifecycle.by_state[row.state].next_step if row.state else ""
    if awaited == step.name:
        row.elapsed_days = {
            name: days for name, days in row.elapsed_days.items() if name != awaited
        }
    elif awaited:
        zone = zone_of(row)
        since, today = (
            timezone.localdate(row.state_changed_at, zone),
            timezone.localdate(timezone=zone),
        )
        days = working_calendar().between(since, today)
        row.elapsed_days = row.elapsed_days | {awaited: row.elapsed_days.get(awaited, 0) + days}
    row.state_changed_at = timezone.now()


def days_left(day: date | None, today: date | None = None) -> int | None:
    """Working days until `day`: negative when it has passed."""
    if day is None:
        return None
    today = today or timezone.localdate()
    if day >= today:
        return working_calendar().between(today, day)
    return -working_calendar().between(day, today)


READ_CHUNK = 2000
WRITE_CHUNK = 500


def recalculate_due_dates(model: type[WorkflowModel]) -> int:
    """How many rows had another day. It is no step, and the edit that moved them is in the log."""
    return sum(_recalculate_state(model, state) for state in model.lifecycle.open_states)


def _recalculate_state(model: type[WorkflowModel], state: str) -> int:
    step = model.lifecycle.next_step(state)
    days = target_days(model.lifecycle.name, step) if step else None
    if step is None or days is None:
        return 0
    stands = working_calendar()

    def day(row: WorkflowModel) -> date:
        return due_date_of(row, step, days, stands)

    waiting = model._base_manager.filter(state=state).select_related("organization")
    moved = [row.pk for row in waiting.iterator(chunk_size=READ_CHUNK) if row.due_on != day(row)]
    for start in range(0, len(moved), WRITE_CHUNK):
        _write_due_dates(waiting.filter(pk__in=moved[start : start + WRITE_CHUNK]), day)
    return len(moved)


def _write_due_dates(
    waiting: QuerySet[WorkflowModel], day: Callable[[WorkflowModel], date]
) -> None:
    """Read afresh and locked; what a step has in hand at this moment is left to it."""
    with transaction.atomic():
        rows = list(waiting.select_for_update(of=("self",), skip_locked=True))
        for row in rows:
            row.due_on = day(row)
        waiting.model._base_manager.bulk_update(rows, ["due_on"])
