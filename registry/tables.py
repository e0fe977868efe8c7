"""What a list of accounts can show: one table for the page, the CSV and the Excel file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Func, QuerySet, Value
from django.db.models.functions import Coalesce, Collate, Lower, NullIf
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registry.models import Account

NEWEST = "-updated_at"
_MARKED, _PLAIN = "àâäçéèêëîïôöùûüÿ", "aaaceeeeiioouuuy"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    label: str | Promise
    value: Callable[[Account], str | date | None]
    order: str = ""  # a column of the database that is never empty: pages can go on from it
    look: str = ""
    width: int = 20  # characters, in Excel


NAME = Column("name", _("Account"), lambda row: row.name, "sort_name", width=40)
COLUMNS = (
    Column("number", _("Registry number"), lambda row: row.number, look="mono"),
    Column("name_en", _("Name in English"), lambda row: row.name_en, width=40),
    Column("name_fr", _("Name in French"), lambda row: row.name_fr, width=40),
    Column("platform", _("Platform"), lambda row: row.platform.name, "platform__slug"),
    Column("handle", _("Handle"), lambda row: row.handle, "handle", "mono break", 30),
    Column("address", _("Address"), lambda row: row.address, look="mono break", width=50),
    Column(
        "organization",
        _("Organization"),
        lambda row: row.organization.abbr,
        "organization__sort_{language}",
    ),
    Column("in_full", _("Organization in full"), lambda row: row.organization.name, width=50),
    Column("language", _("Language"), lambda row: row.get_language_display()),
    Column("state", _("State"), lambda row: row.state_label, look="tagged"),
    Column("approved_on", _("Approved on"), lambda row: row.approved_on, look="nowrap"),
    Column("official_since", _("Official since"), lambda row: row.official_since, look="nowrap"),
    Column("ended_on", _("Ended on"), lambda row: row.ended_on, look="nowrap"),
    Column(
        "updated_at",
        _("Last change"),
        lambda row: timezone.localdate(row.updated_at),
        "updated_at",
        "nowrap",
    ),
)
DEFAULT_COLUMNS = ("platform", "handle", "organization", "language", "state", "updated_at")
_SORTED = [column for column in (NAME, *COLUMNS) if column.order]
_ORDERS = {column.name: column.order for column in _SORTED}
_DIRECTIONS = {"": _("%(column)s, from A to Z"), "-": _("%(column)s, from Z to A")}
_DATE_DIRECTIONS = {"": _("%(column)s, oldest first"), "-": _("%(column)s, newest first")}
SORTS = [f"{way}{name}" for name in _ORDERS for way in ("", "-")]


def sorts() -> Iterator[tuple[str, str]]:
    """Each order with its words, the usual one first."""
    yield "", str(_DATE_DIRECTIONS["-"] % {"column": COLUMNS[-1].label})
    for column in _SORTED:
        ways = _DATE_DIRECTIONS if column.name == NEWEST[1:] else _DIRECTIONS
        for way, words in ways.items():
            if f"{way}{column.name}" != NEWEST:
                yield f"{way}{column.name}", str(words % {"column": column.label})


def chosen_columns(names: Iterable[str]) -> list[Column]:
    """The name leads to the account, and is always there."""
    names = set(names) or DEFAULT_COLUMNS
    return [NAME, *(column for column in COLUMNS if column.name in names)]


def with_sort_name(rows: QuerySet[Account]) -> QuerySet[Account]:
    """With the name as it stands in the alphabet, É beside E."""
    mine, other = ("name_fr", "name_en") if get_language() == "fr" else ("name_en", "name_fr")
    name = Coalesce(NullIf(mine, Value("")), other)
    plain = Func(Lower(name), Value(_MARKED), Value(_PLAIN), function="translate")
    return rows.annotate(sort_name=Collate(plain, "C"))


def order_of(sort: str) -> tuple[str, str]:
    way, name = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    return f"{way}{_ORDERS[name].format(language=get_language())}", f"{way}id"


_CHUNK = 2000


def export_rows(columns: list[Column], rows: QuerySet[Account]) -> Iterator[list[Any]]:
    """The headings, then each account in the order of the list, read a part at a time."""
    yield [str(column.label) for column in columns]
    for row in rows.select_related("platform", "organization").iterator(chunk_size=_CHUNK):
        yield [column.value(row) for column in columns]
