from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directive.reference.holidays import SATURDAY, holidays
from directive.working_days import Calendar, local_day

ST_JOHNS, TORONTO = ZoneInfo("America/St_Johns"), ZoneInfo("America/Toronto")
WEEK = timedelta(days=7)

days = st.dates(date(2015, 1, 1), date(2040, 12, 31))
counts = st.integers(0, 400)
calendars = st.builds(
    Calendar,
    added=st.frozensets(days, max_size=5),
    removed=st.frozensets(
        days | st.sampled_from([day for year in range(2015, 2041) for day in holidays(year)]),
        max_size=5,
    ),
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def is_working(calendar: Calendar, day: date) -> bool:
    is_federal_holiday = day in holidays(day.year) and day not in calendar.removed
    return day.weekday() < SATURDAY and day not in calendar.added and not is_federal_holiday


def count_day_by_day(calendar: Calendar, start: date, end: date) -> int:
    span = range(1, (end - start).days + 1)
    return sum(is_working(calendar, start + timedelta(days=n)) for n in span)


@given(calendars, days, counts)
def test_between_is_the_inverse_of_add(calendar, day, n):
    assert calendar.between(day, calendar.add(day, n)) == n


@given(calendars, days, st.integers(1, 400))
def test_add_ends_on_a_working_day(calendar, day, n):
    assert is_working(calendar, calendar.add(day, n))


@given(calendars, days, counts, counts)
def test_adding_twice_is_adding_the_sum(calendar, day, a, b):
    assert calendar.add(calendar.add(day, a), b) == calendar.add(day, a + b)


@given(calendars, days, counts, counts)
def test_more_working_days_never_end_earlier(calendar, day, a, b):
    assert (calendar.add(day, a) <= calendar.add(day, b)) == (a <= b)


@given(calendars, days, days, days)
def test_between_is_additive_and_antisymmetric(calendar, a, b, c):
    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)
    assert calendar.between(a, b) == -calendar.between(b, a)


@given(calendars, days, st.integers(0, 800))
def test_between_equals_a_day_by_day_count(calendar, start, span):
    end = start + timedelta(days=span)
    assert calendar.between(start, end) == count_day_by_day(calendar, start, end)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-11-23", True),
        ("2026-11-21", False),
        ("2026-11-22", False),
        ("2026-11-11", False),
        ("2026-12-26", False),
        ("2026-12-28", False),
        ("2026-12-29", True),
    ],
)
def test_weekends_and_holidays_are_not_working_days(day, working):
    end = date.fromisoformat(day)
    assert (Calendar().between(end - timedelta(days=1), end) == 1) is working


def test_holiday_added_to_the_calendar_is_not_a_working_day():
    day = date(2026, 6, 24)
    calendar = Calendar(added=frozenset({day}))
    assert calendar.between(day - WEEK, day) == 4


def test_holiday_removed_from_the_calendar_is_a_working_day():
    day = date(2026, 8, 3)
    calendar = Calendar(removed=frozenset({day}))
    assert calendar.between(day - WEEK, day) == 5


def test_weekend_is_never_a_working_day():
    saturday = date(2026, 11, 21)
    calendar = Calendar(added=frozenset({saturday}), removed=frozenset({saturday}))
    assert calendar.between(saturday - WEEK, saturday) == 5


def test_negative_number_of_working_days_is_refused():
    with pytest.raises(ValueError, match="added"):
        Calendar().add(date(2026, 11, 23), -1)


def test_between_over_a_century_equals_a_day_by_day_count():
    start, end = date(1950, 1, 1), date(2050, 1, 1)
    assert Calendar().between(start, end) == count_day_by_day(Calendar(), start, end) == 24_961


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-11-24T03:00", ST_JOHNS, "2026-11-23"),  # 23:30 of the day before
        ("2026-11-24T03:30", ST_JOHNS, "2026-11-24"),
        ("2026-03-09T04:30", TORONTO, "2026-03-09"),  # summer time since the day before
        ("2026-11-02T04:30", TORONTO, "2026-11-01"),  # winter time since the day before
    ],
)
def test_local_day_is_the_date_in_the_time_zone(moment, zone, day):
    assert local_day(utc(moment), zone) == date.fromisoformat(day)


def test_naive_datetime_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 11, 23, 12), TORONTO)


def test_due_date_counts_from_the_local_day():
    late_monday = utc("2026-11-24T03:00")
    assert Calendar().due(late_monday, 2, ST_JOHNS) == date(2026, 11, 25)
    assert Calendar().due(late_monday, 2, UTC) == date(2026, 11, 26)


def test_due_date_skips_weekends_and_holidays():
    assert Calendar().due(utc("2026-12-24T15:00"), 2, TORONTO) == date(2026, 12, 30)
