import csv

import pytest

from registry.exports import cell, csv_lines, csv_response


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_what_a_spreadsheet_would_run_is_quoted(typed):
    assert cell(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["RoyalCanNavy", "a=b", "", "1-2"])
def test_plain_text_stays_as_it_is(typed):
    assert cell(typed) == typed


def test_nothing_is_an_empty_cell():
    assert cell(None) == ""


def test_it_begins_with_the_mark_that_excel_reads():
    assert next(csv_lines([])) == "\ufeff"


def test_a_field_may_hold_commas_quotes_and_lines():
    row = ['a,b "c"\nd', "é"]
    text = "".join(csv_lines([row])).lstrip("\ufeff")
    assert next(csv.reader([*text.splitlines(keepends=True)])) == row


def test_it_is_downloaded_and_never_stored():
    response = csv_response("a.csv", [])
    assert response["Content-Disposition"] == 'attachment; filename="a.csv"'
    assert response["Cache-Control"] == "private, no-store"
