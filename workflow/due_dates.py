"""By when: targets in working days. The clock stands still while the requester holds the request."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from directive.clock import Calendar
from directive.lifecycle import Step
from workflow.models import Followed, Holiday, Target


def calendar() -> Calendar:
    """The computed federal holidays, with the corrections that an administrator has made."""
    rows = Holiday.objects.values_list("day", "worked")
    return Calendar(
        added=frozenset(day for day, worked in rows if not worked),
        removed=frozenset(day for day, worked in rows if worked),
    )


def target_days(lifecycle: str, step: Step) -> int | None:
    days = Target.objects.filter(lifecycle=lifecycle, step=step.name).values_list("days", flat=True)
    return days.first() or step.days


def due_on(row: Followed) -> date | None:
    """The day by which the awaited step should be taken: its target, less the days already spent."""
    step = row.lifecycle.awaited(row.state)
    days = target_days(row.lifecycle.name, step) if step else None
    if step is None or days is None:
        return None
    return day_of(row, step, days, calendar())


def day_of(row: Followed, step: Step, days: int, calendar: Calendar) -> date:
    left = max(days - row.spent.get(step.name, 0), 0)
    return calendar.add(timezone.localdate(row.state_since, zone_of(row)), left)


def zone_of(row: Followed) -> ZoneInfo:
    """Where its days begin: in its organization, wherever the account itself is watched from."""
    return ZoneInfo(row.organization.time_zone)


def leave(row: Followed, step: Step, target: str) -> None:
    """Note the working days spent in a state that is left unfinished; a step taken starts afresh."""
    if target == row.state:
        return
    awaited = row.lifecycle.by_state[row.state].awaits if row.state else ""
    if awaited == step.name:
        row.spent = {name: days for name, days in row.spent.items() if name != awaited}
    elif awaited:
        zone = zone_of(row)
        since, today = timezone.localdate(row.state_since, zone), timezone.localdate(timezone=zone)
        days = calendar().between(since, today)
        row.spent = row.spent | {awaited: row.spent.get(awaited, 0) + days}
    row.state_since = timezone.now()


def days_left(day: date | None, today: date | None = None) -> int | None:
    """Working days until `day`: negative when it has passed."""
    if day is None:
        return None
    today = today or timezone.localdate()
    if day >= today:
        return calendar().between(today, day)
    return -calendar().between(day, today)
