"""Reads an Excel file: a zip of XML, in which days are numbers with a format."""

from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

_NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_DAY_0 = date(1899, 12, 30)


def read_part(file: bytes, name: str) -> str:
    return ZipFile(BytesIO(file)).read(name).decode()


def cells(file: bytes) -> list[list[str]]:
    sheet = ElementTree.fromstring(read_part(file, "xl/worksheets/sheet1.xml"))
    return [[_cell_text(cell) for cell in row] for row in sheet.iterfind(".//x:row", _NS)]


def has_formula_or_link(file: bytes) -> bool:
    sheet = read_part(file, "xl/worksheets/sheet1.xml")
    return "<f>" in sheet or "hyperlink" in sheet


def _cell_text(cell: ElementTree.Element) -> str:
    text = cell.find(".//x:t", _NS)
    number = cell.find("x:v", _NS)
    if text is not None:
        return text.text or ""
    return str(_DAY_0 + timedelta(days=int(number.text))) if number is not None else ""
