"""Working days, in which every target is counted. A target is never a legal limit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from directive.reference.holidays import SATURDAY, holidays


@dataclass(frozen=True)
class Calendar:
    """The federal holidays, with the days added to them and removed from them."""

    added: frozenset[date] = frozenset()
    removed: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self._days_off(day, day)

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
        # A jump over as many days as are left holds at most so many working days: never too far.
        while left := n - self.between(day, end):
            end += timedelta(days=left)
        return end

    def due(self, start: datetime, days: int, zone: tzinfo) -> date:
        return self.add(local_day(start, zone), days)

    def _days_off(self, start: date, end: date) -> set[date]:
        """Holidays of the years from `start` to `end` that would be worked otherwise."""
        years = range(start.year, end.year + 1)
        computed = {day for year in years for day in holidays(year)}
        return {d for d in (computed - self.removed) | self.added if d.weekday() < SATURDAY}


@dataclass(frozen=True, slots=True)
class Interval:
    """A time spent in a state; the clock is stopped while the requester holds the request."""

    start: datetime
    end: datetime
    stopped: bool = False


def elapsed_days(spells: Iterable[Interval], calendar: Calendar, zone: tzinfo) -> int:
    """Working days of the spells in which the clock ran, by the local days of the zone."""
    return sum(
        calendar.between(local_day(spell.start, zone), local_day(spell.end, zone))
        for spell in spells
        if not spell.stopped
    )


def local_day(moment: datetime, zone: tzinfo) -> date:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone belongs to no local day")
    return moment.astimezone(zone).date()


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays since the year 1, whose first day was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)
