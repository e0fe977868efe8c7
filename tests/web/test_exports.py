import csv
from datetime import date

import pytest

from tests.web import xlsx
from web.lists.exports import cell, csv_lines, csv_response, excel_response


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_csv_cell_that_starts_a_formula_is_quoted(typed):
    assert cell(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["RoyalCanNavy", "a=b", "", "1-2"])
def test_csv_cell_of_plain_text_is_unchanged(typed):
    assert cell(typed) == typed


def test_csv_cell_of_none_is_empty():
    assert cell(None) == ""


def test_csv_begins_with_a_byte_order_mark():
    assert next(csv_lines([])) == "\ufeff"


def test_csv_field_can_hold_commas_quotes_and_line_breaks():
    row = ['a,b "c"\nd', "é"]
    text = "".join(csv_lines([row])).lstrip("\ufeff")
    assert next(csv.reader([*text.splitlines(keepends=True)])) == row


def test_csv_response_is_a_download_that_is_not_cached():
    response = csv_response("a.csv", [])
    assert response["Content-Disposition"] == 'attachment; filename="a.csv"'
    assert response["Cache-Control"] == "private, no-store"


def workbook(*rows: list[object]) -> bytes:
    widths = [20] * len(rows[0])
    return b"".join(excel_response("a.xlsx", rows, widths).streaming_content)


@pytest.mark.parametrize(
    "typed", ["=1+1", '=HYPERLINK("http://evil")', "@SUM(A1)", "+1", "https://a.b"]
)
def test_excel_cell_of_typed_text_is_neither_formula_nor_link(typed):
    file = workbook(["Name"], [typed])
    assert xlsx.cells(file) == [["Name"], [typed]]
    assert not xlsx.has_formula_or_link(file)


def test_excel_cell_of_a_date_is_a_date():
    file = workbook(["Day"], [date(2026, 3, 4)], [None])
    assert xlsx.cells(file) == [["Day"], ["2026-03-04"], [""]]


def test_excel_headings_are_frozen_and_bold():
    file = workbook(["Name", "Day"], ["a", date(2026, 3, 4)])
    assert 'state="frozen"' in xlsx.read_part(file, "xl/worksheets/sheet1.xml")
    assert 'width="20' in xlsx.read_part(file, "xl/worksheets/sheet1.xml")
    assert "<b/>" in xlsx.read_part(file, "xl/styles.xml")


def test_excel_response_is_a_download_that_is_not_cached():
    response = excel_response("a.xlsx", [["Name"]], [20])
    assert response["Content-Disposition"] == 'attachment; filename="a.xlsx"'
    assert response["Cache-Control"] == "private, no-store"
    assert "spreadsheetml" in response["Content-Type"]
