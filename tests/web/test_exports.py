import csv
from datetime import date

import pytest

from tests.web import xlsx as excel
from web.exports import cell, csv_lines, csv_response, excel_response


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


def workbook(*rows: list[object]) -> bytes:
    widths = [20] * len(rows[0])
    return b"".join(excel_response("a.xlsx", rows, widths).streaming_content)


@pytest.mark.parametrize(
    "typed", ["=1+1", '=HYPERLINK("http://evil")', "@SUM(A1)", "+1", "https://a.b"]
)
def test_in_excel_what_somebody_typed_is_text_and_nothing_else(typed):
    file = workbook(["Name"], [typed])
    assert excel.cells(file) == [["Name"], [typed]]
    assert not excel.runs(file)


def test_a_day_is_a_day_in_excel():
    file = workbook(["Day"], [date(2026, 3, 4)], [None])
    assert excel.cells(file) == [["Day"], ["2026-03-04"], [""]]


def test_the_headings_stay_in_sight_and_are_bold():
    file = workbook(["Name", "Day"], ["a", date(2026, 3, 4)])
    assert 'state="frozen"' in excel.part(file, "xl/worksheets/sheet1.xml")
    assert 'width="20' in excel.part(file, "xl/worksheets/sheet1.xml")
    assert "<b/>" in excel.part(file, "xl/styles.xml")


def test_an_excel_file_is_downloaded_and_never_stored():
    response = excel_response("a.xlsx", [["Name"]], [20])
    assert response["Content-Disposition"] == 'attachment; filename="a.xlsx"'
    assert response["Cache-Control"] == "private, no-store"
    assert "spreadsheetml" in response["Content-Type"]
