"""The one writer of every CSV and every Excel file: what somebody typed is never a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from tempfile import TemporaryFile

from django.http import FileResponse, StreamingHttpResponse
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_BOM = "\ufeff"
_AS_TYPED = {
    "constant_memory": True,
    "default_date_format": "yyyy-mm-dd",
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """A file that gives each written line straight back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield _BOM
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def cell(value: object) -> str:
    """A leading quote keeps a spreadsheet from running what somebody typed."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def excel_response(
    name: str, rows: Iterable[Sequence[object]], widths: Sequence[int]
) -> FileResponse:
    """The first row holds the headings; written and sent by way of a file, not of memory."""
    file = TemporaryFile()  # noqa: SIM115 - closed with the response
    with Workbook(file, _AS_TYPED) as book:
        sheet = book.add_worksheet()
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True, "bottom": 1})
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                _write_cell(sheet, at, place, value, None if at else bold)
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


def _write_cell(
    sheet: Worksheet, row: int, column: int, value: object, look: Format | None
) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value)
    else:
        sheet.write_string(row, column, "" if value is None else str(value), look)
