"""Dates, times and numbers by the content style of Canada.ca."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.forms import DateField, TimeField
from django.utils.formats import date_format, number_format
from django.utils.translation import override

from web.fields import CountField
from web.templatetags.dates import long_date, long_time

DAY = date(2016, 7, 31)


@pytest.mark.parametrize(
    ("language", "day", "at"),
    [("en", "July\N{NO-BREAK SPACE}31, 2016", "4:30\N{NO-BREAK SPACE}pm"),
     ("fr", "31\N{NO-BREAK SPACE}juillet 2016", "16\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30")],
)  # fmt: skip
def test_days_and_times_are_written_as_on_canada_ca(language: str, day: str, at: str) -> None:
    with override(language):
        assert long_date(DAY) == day
        assert long_time(time(16, 30)) == at


@pytest.mark.parametrize(
    ("language", "day", "at"),
    [("en", "July\N{NO-BREAK SPACE}1, 2016", "9\N{NO-BREAK SPACE}am"),
     ("fr", "1er\N{NO-BREAK SPACE}juillet 2016", "9\N{NO-BREAK SPACE}h")],
)  # fmt: skip
def test_first_of_a_month_and_whole_hour_have_their_own_form(
    language: str, day: str, at: str
) -> None:
    with override(language):
        assert long_date(date(2016, 7, 1)) == day
        assert long_time(time(9)) == at


@pytest.mark.parametrize("language", ["en", "fr"])
def test_day_in_a_table_is_the_same_in_both_languages(language: str) -> None:
    with override(language):
        assert date_format(DAY, "SHORT_DATE_FORMAT") == "2016-07-31"


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "285,575.89"), ("fr", "285\N{NO-BREAK SPACE}575,89")]
)
def test_numbers_are_grouped_by_language(language: str, shown: str) -> None:
    with override(language):
        assert number_format(285575.89, force_grouping=True) == shown


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("typed", ["2016-07-31", "2016/07/31", "2016.07.31", " 2016 07 31 "])
def test_date_is_read_with_its_year_first(language: str, typed: str) -> None:
    with override(language):
        assert DateField().clean(typed) == DAY


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "typed", ["16:30", "16 h 30", "16\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30", "16h30", "4:30 pm"]
)
def test_time_is_read_as_either_language_writes_it(language: str, typed: str) -> None:
    with override(language):
        assert TimeField().clean(typed) == time(16, 30)


@pytest.mark.parametrize("typed", ["1200", "1,200", "1 200", "1\N{NO-BREAK SPACE}200"])
def test_number_is_read_with_any_thousands_separator(typed: str) -> None:
    assert CountField().clean(typed) == 1200


@pytest.mark.parametrize("typed", ["1,2", "12 00", "two"])
def test_text_that_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        CountField().clean(typed)
