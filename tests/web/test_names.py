"""Names lose the characters that are invisible or turn text around, in forms and services."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.models import Person
from registry.models import Account
from web.text.names import NameField, NameFormField, visible_text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  Élodie  Tremblay ", "Élodie Tremblay"),
        ("A\u200bB\ufeffC\u00ad", "ABC"),
        ("abc\u202efdp.exe", "abcfdp.exe"),
        ("line\r\nbreak\u2028", "line break"),
        ("\0a\x1b", "a"),
        ("Unité\u00a0«\u202fX\u202f»", "Unité\u00a0«\u202fX\u202f»"),
        ("🍁 Unit", "🍁 Unit"),
        ("e\u0301", "e\u0301"),
        ("\u200b", ""),
        ("\u2800\u3164", ""),
        ("\u00a0\u3000", ""),
        ("\u0301", ""),
        ("\u200f \u202e", ""),
    ],
)
def test_name_keeps_what_can_be_seen(text: str, name: str) -> None:
    assert visible_text(text) == name


@given(st.text())
def test_name_is_empty_or_has_a_visible_sign(text: str) -> None:
    name = visible_text(text)
    assert visible_text(name) == name
    assert not any(unicodedata.category(character) in ("Cc", "Cf") for character in name)
    assert not name or any(unicodedata.category(character)[0] not in "MZ" for character in name)


@pytest.mark.parametrize(
    ("model", "column"), [(Person, "name"), (Person, "username"), (Account, "name_fr")]
)
def test_name_columns_are_asked_for_by_a_name_field(model, column: str) -> None:
    field = model._meta.get_field(column)
    assert isinstance(field, NameField)
    assert isinstance(field.formfield(), NameFormField)


@pytest.mark.django_db
def test_name_is_cleaned_however_it_is_saved() -> None:
    person = Person.objects.create(
        username="a\u200bb", name="\u202eEvil\u200b Name", email="a@b.ca"
    )
    assert (person.username, person.name) == ("ab", "Evil Name")
    person.refresh_from_db()
    assert (person.username, person.name) == ("ab", "Evil Name")
