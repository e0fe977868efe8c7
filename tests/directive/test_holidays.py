from datetime import date

import pytest

from dev.typography import find_errors
from directive.reference.holidays import Holiday, holidays


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (
            2026,
            "01-01 04-03 04-06 05-18 07-01 08-03 09-07 09-30 10-12 11-11 12-25 12-28",
        ),
        (
            2027,
            "01-01 03-26 03-29 05-24 07-01 08-02 09-06 09-30 10-11 11-11 12-27 12-28",
        ),
    ],
)
def test_holidays_of_a_year_fall_on_their_published_days(year, days):
    assert [f"{day:%m-%d}" for day in holidays(year)] == days.split()


def test_sunday_holiday_moves_past_a_monday_holiday():
    assert holidays(2022)[date(2022, 12, 26)] == Holiday(
        name_en="Boxing Day", name_fr="Lendemain de Noël"
    )
    assert holidays(2022)[date(2022, 12, 27)] == Holiday(name_en="Christmas Day", name_fr="Noël")


@pytest.mark.parametrize(("year", "count"), [(2020, 11), (2021, 12)])
def test_national_day_for_truth_and_reconciliation_begins_in_2021(year, count):
    assert len(holidays(year)) == count


@pytest.mark.parametrize("good_friday", ["1954-04-16", "1981-04-17", "2000-04-21", "2049-04-16"])
def test_good_friday_is_right_in_exceptional_years(good_friday):
    day = date.fromisoformat(good_friday)
    assert holidays(day.year)[day].name_en == "Good Friday"


def test_holidays_never_fall_on_a_weekend():
    assert all(day.weekday() < 5 for year in range(1990, 2100) for day in holidays(year))


def test_every_holiday_has_a_french_name():
    assert all(row.name_fr and not find_errors(row.name_fr) for row in holidays(2026).values())


def test_holidays_of_a_year_are_read_only():
    with pytest.raises(TypeError):
        holidays(2026)[date(2026, 1, 2)] = Holiday(name_en="x", name_fr="x")
