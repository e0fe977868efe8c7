"""The only writer of CSV and Excel files.

Cells hold text that people typed: none may be run as a formula by the spreadsheet that opens the file.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from tempfile import TemporaryFile

from django.http import FileResponse, StreamingHttpResponse
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_BOM = "\ufeff"  # without it Excel takes UTF-8 for the code page of the machine
_WORKBOOK_OPTIONS = {
    "constant_memory": True,  # rows are flushed to disk: they must be written in order
    "default_date_format": "yyyy-mm-dd",
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
# The first characters of a formula, and those that a spreadsheet strips before it looks for one (OWASP).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """A file for csv.writer that returns each line instead of storing it, so that a response can stream."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a CSV file with a byte order mark; the first row holds the headings."""
    writer = csv.writer(_Echo())
    yield _BOM
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def cell(value: object) -> str:
    """The value as text; with a leading quote where a spreadsheet would read a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def excel_response(
    name: str, rows: Iterable[Sequence[object]], widths: Sequence[int]
) -> FileResponse:
    """An Excel file, written to disk and streamed from there. The first row holds the headings.

    `widths` are those of the columns, in characters.
    """
    file = TemporaryFile()  # noqa: SIM115 - closed with the response
    with Workbook(file, _WORKBOOK_OPTIONS) as book:
        sheet = book.add_worksheet()
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True, "bottom": 1})
        for index, row in enumerate(rows):
            for column, value in enumerate(row):
                _write_cell(sheet, index, column, value, None if index else bold)
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


def _write_cell(
    sheet: Worksheet, row: int, column: int, value: object, cell_format: Format | None
) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value)
    else:
        # As a string, never `write`, which guesses the type from the text.
        sheet.write_string(row, column, "" if value is None else str(value), cell_format)
