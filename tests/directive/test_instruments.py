from datetime import date

import pytest

from dev.typography import find_errors
from directive.reference.instruments import INSTRUMENTS
from directive.text.paragraphs import paragraph


def by_paragraph(number):
    return next(row for row in INSTRUMENTS if number in row.paragraphs)


@pytest.mark.parametrize("row", INSTRUMENTS, ids=lambda row: row.cited_as_en)
def test_replaced_instrument_is_named_in_both_languages_with_a_url(row):
    assert row.cited_as_en != row.replaced_by_en
    assert not find_errors(row.cited_as_fr) + find_errors(row.replaced_by_fr)
    assert row.url.startswith("https://")
    assert [paragraph(number).number for number in row.paragraphs] == list(row.paragraphs)


@pytest.mark.parametrize(
    ("number", "day"),
    [
        ("3.5", date(2025, 3, 27)),
        ("4.7(2)", date(2025, 3, 27)),
        ("4.7(3)", date(2021, 12, 13)),
        ("4.9", date(2024, 10, 9)),
        ("4.14 Note", None),
    ],
)
def test_instrument_has_its_known_date_of_replacement(number, day):
    assert by_paragraph(number).replaced_on == day


def test_procedures_are_replaced_by_the_standard_on_official_accounts():
    row = by_paragraph("4.7(2)")
    assert row.replaced_by_en.startswith("Standard on Managing Official Social Media Accounts")
    assert row.replaced_by_fr.startswith("Norme sur la gestion des comptes officiels")
