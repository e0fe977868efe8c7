"""Holidays of the federal public service, computed for any year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

SATURDAY = 5
_RECONCILIATION_SINCE = 2021  # the first year it was observed


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    name_en: str
    name_fr: str


@cache
def holidays(year: int) -> Mapping[date, Holiday]:
    """By the day on which each is observed: a weekday, moved from a weekend where need be."""
    calendar = dict(_unmoved_holidays(year))
    observed = {day: row for day, row in calendar.items() if day.weekday() < SATURDAY}
    # Weekdays come first: Christmas on a Sunday must not take the Monday of Boxing Day.
    for day, row in calendar.items():
        if day.weekday() >= SATURDAY:
            observed[_next_free_weekday(day, observed)] = row
    return MappingProxyType({day: observed[day] for day in sorted(observed)})


def _unmoved_holidays(year: int) -> Iterator[tuple[date, Holiday]]:
    easter = _easter(year)
    yield date(year, 1, 1), Holiday(name_en="New Year’s Day", name_fr="Jour de l’An")
    yield easter - timedelta(days=2), Holiday(name_en="Good Friday", name_fr="Vendredi saint")
    yield easter + timedelta(days=1), Holiday(name_en="Easter Monday", name_fr="Lundi de Pâques")
    # The Monday before May 25.
    yield _first_monday(year, 5, 18), Holiday(name_en="Victoria Day", name_fr="Fête de Victoria")
    yield date(year, 7, 1), Holiday(name_en="Canada Day", name_fr="Fête du Canada")
    yield _first_monday(year, 8, 1), Holiday(name_en="Civic holiday", name_fr="Congé civique")
    yield _first_monday(year, 9, 1), Holiday(name_en="Labour Day", name_fr="Fête du Travail")
    if year >= _RECONCILIATION_SINCE:
        yield (
            date(year, 9, 30),
            Holiday(
                name_en="National Day for Truth and Reconciliation",
                name_fr="Journée nationale de la vérité et de la réconciliation",
            ),
        )
    yield _first_monday(year, 10, 8), Holiday(name_en="Thanksgiving", name_fr="Action de grâces")
    yield date(year, 11, 11), Holiday(name_en="Remembrance Day", name_fr="Jour du Souvenir")
    yield date(year, 12, 25), Holiday(name_en="Christmas Day", name_fr="Noël")
    yield date(year, 12, 26), Holiday(name_en="Boxing Day", name_fr="Lendemain de Noël")


def _next_free_weekday(day: date, observed: Mapping[date, Holiday]) -> date:
    while day.weekday() >= SATURDAY or day in observed:
        day += timedelta(days=1)
    return day


def _first_monday(year: int, month: int, day: int) -> date:
    """The first Monday on or after this day."""
    start = date(year, month, day)
    return start + timedelta(days=-start.weekday() % 7)


def _easter(year: int) -> date:
    """Western Easter: the Sunday after the full moon of the ecclesiastical calendar."""
    golden, century = year % 19, year // 100
    lunar = century - century // 4 - (8 * century + 13) // 25
    epact = (19 * golden + lunar + 15) % 30
    # Some ecclesiastical months have 29 days: the two latest full moons fall back by a day.
    epact -= epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    return date(year, 3, 28) + timedelta(days=epact - weekday)
