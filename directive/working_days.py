"""Working days, in which service targets are counted. A target is never a legal limit."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from directive.reference.holidays import SATURDAY, holidays


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The federal holidays, with days off that an administrator added or removed."""

    added: frozenset[date] = frozenset()
    removed: frozenset[date] = frozenset()

    def between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and including `end`; negative backwards."""
        if end < start:
            return -self.between(end, start)
        weekdays = _weekdays_until(end) - _weekdays_until(start)
        return weekdays - sum(start < day <= end for day in self._days_off(start, end))

    def add(self, day: date, n: int) -> date:
        """The nth working day after `day`; the day itself where n is 0."""
        if n < 0:
            raise ValueError("working days are added, not taken away")
        end = day
        # A jump of n calendar days holds at most n working days, so it never overshoots.
        while missing := n - self.between(day, end):
            end += timedelta(days=missing)
        return end

    def due(self, start: datetime, days: int, zone: tzinfo) -> date:
        """The last day of a target of `days` working days from the aware moment `start`."""
        return self.add(local_day(start, zone), days)

    def _days_off(self, start: date, end: date) -> set[date]:
        """Holidays on weekdays, of every year from `start` to `end`."""
        years = range(start.year, end.year + 1)
        computed = {day for year in years for day in holidays(year)}
        return {d for d in (computed - self.removed) | self.added if d.weekday() < SATURDAY}


def local_day(moment: datetime, zone: tzinfo) -> date:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone belongs to no local day")
    return moment.astimezone(zone).date()


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays since the year 1, whose first day was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)
