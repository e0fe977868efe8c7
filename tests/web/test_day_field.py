import ast
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.invariants.source_code import modules
from web.fields import DayField, shift_years


@pytest.mark.parametrize(
    ("bounds", "days", "sentence"),
    [
        ({}, 40_000, "too far ahead"),
        ({}, -40_000, "too long ago"),
        ({"years_ahead": 0}, 1, "is in the future"),
        ({"years_back": 0}, -1, "has passed"),
        ({"years_ahead": 1}, 367, "too far ahead"),
    ],
)
def test_day_beyond_the_bounds_is_refused(bounds, days: int, sentence: str) -> None:
    day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(ValidationError, match=sentence):
        DayField(**bounds).clean(day.isoformat())


@pytest.mark.parametrize("typed", ["9999-12-31", "0001-01-01"])
def test_day_at_the_ends_of_the_calendar_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(typed)


@pytest.mark.parametrize("bounds", [{}, {"years_back": 0}, {"years_ahead": 0}])
def test_today_is_accepted(bounds) -> None:
    today = timezone.localdate()
    assert DayField(**bounds).clean(today.isoformat()) == today


def test_february_29_is_shifted_to_a_day_that_exists() -> None:
    assert shift_years(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert shift_years(date(2028, 2, 29), 4) == date(2032, 2, 29)


UNBOUNDED = {
    "web.fields",  # DayField itself
    "osma_registry.views.gallery_form",  # saves nothing
}


def test_every_form_asks_for_a_day_within_bounds() -> None:
    unbounded = {
        name
        for name, tree in modules().items()
        if any(
            isinstance(node, ast.Attribute) and ast.unparse(node) == "forms.DateField"
            for node in ast.walk(tree)
        )
    }
    assert unbounded == UNBOUNDED
