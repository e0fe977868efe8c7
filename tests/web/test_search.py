"""The key that search compares, and the column that keeps it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.models import Organization, Person
from registry.models import Account
from requests_app.models import AccountRequest, ProposedHandle
from web.language import collation_key
from web.text.search import MAX_WORDS, SearchField, words_in

SEARCHABLE = (Person, Account, AccountRequest, ProposedHandle)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Régiment de la Chaudière", "regiment de la chaudiere"),
        (unicodedata.normalize("NFD", "Élodie"), "Élodie"),
        ("L’Ouest d‘Halifax", "l'ouest d'halifax"),
        ("Œuvre et cœur, Æther", "oeuvre et coeur, aether"),
        ("Saint‑Jean – Québec — 5−3", "saint-jean - quebec - 5-3"),
        ("« La Marine » et “the Navy”", 'la marine et "the navy"'),
        ("Base\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE} 5\t Div ", "base 5 div"),
        ("Mari\N{SOFT HYPHEN}ne\N{ZERO WIDTH SPACE}", "marine"),
        ("STRASSE ™ ﬁn", "straße tm fin"),
        ("Søren", "soren"),
    ],
)
def test_two_ways_to_write_a_text_have_one_key(written: str, typed: str) -> None:
    assert collation_key(written) == collation_key(typed)


@given(st.text())
def test_key_of_a_key_is_itself(text: str) -> None:
    key = collation_key(text)
    assert collation_key(key) == key


@given(st.text())
def test_composed_and_decomposed_texts_have_one_key(text: str) -> None:
    forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")}
    assert len({collation_key(form) for form in forms}) == 1


@pytest.mark.template_database("demo")
@pytest.mark.usefixtures("demo_data")
@pytest.mark.parametrize("model", SEARCHABLE)
def test_stored_keys_are_those_of_the_columns(model: type[Account]) -> None:
    column = model._meta.get_field("search_text")
    assert isinstance(column, SearchField)
    rows = list(model._default_manager.all())
    assert rows
    for row in rows:
        assert row.search_text == column.pre_save(row, add=False)


@pytest.mark.template_database("demo")
@pytest.mark.usefixtures("demo_data")
def test_short_names_of_organizations_are_those_of_their_columns() -> None:
    for row in Organization.objects.all():
        names = {collation_key(name) for name in (row.abbr_en, row.abbr_fr, row.code)}
        assert row.short_names == sorted(names - {""})


def test_words_beyond_the_most_put_no_condition() -> None:
    many = " ".join(str(number) for number in range(MAX_WORDS + 5))
    assert len(words_in("search_text", many).children) == MAX_WORDS


@pytest.mark.django_db
def test_name_longer_as_a_key_than_its_column_can_be_saved() -> None:
    name = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 200
    person = Person.objects.create(username="long", name=name)
    assert list(Person.objects.filter(words_in("search_text", name[:3]))) == [person]
