import pytest

from dev.typography import find_errors
from directive.codes import CLOSING_PLAN, REVOCATION_REASONS, SUSPENSION_REASONS
from directive.reference.objectives import AUDIENCES, LEVELS, OBJECTIVES

LISTS = (CLOSING_PLAN, REVOCATION_REASONS, SUSPENSION_REASONS, AUDIENCES, LEVELS, OBJECTIVES)


@pytest.mark.parametrize("rows", LISTS)
def test_codes_are_unique_and_fit_their_column(rows):
    codes = rows.codes
    assert len(set(codes)) == len(codes)
    assert max(map(len, codes)) <= 20


@pytest.mark.parametrize("rows", LISTS)
def test_every_code_has_a_name_in_both_languages(rows):
    assert all(row.en and row.fr for row in rows)
    assert not [row for row in rows if find_errors(row.fr)]


def test_choices_take_their_labels_from_the_caller():
    assert AUDIENCES.choices() == [("internal", "Internal"), ("external", "External")]
    assert AUDIENCES.choices(lambda row: row.fr)[0] == ("internal", "Interne")
