"""Columns and orders of the account list, for the page, the CSV and the Excel file; columns of the platforms."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Func, QuerySet, Value
from django.db.models.functions import Coalesce, Collate, Lower, NullIf
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registry.models import Account
from web.language import localized

NEWEST = "-updated_at"
# The letters of English and French: the embedded PostgreSQL has neither ICU nor unaccent.
_ACCENTED, _UNACCENTED = "àâäçéèêëîïôöùûüÿ", "aaaceeeeiioouuuy"
EXPORT_CHUNK_SIZE = 2000  # rows fetched at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    name: str
    label: str | Promise
    value: Callable[[Account], str | date | None]
    # A database column that is never NULL, since pages continue after a value. Empty: not sortable.
    order: str = ""
    look: str = ""  # CSS classes
    width: int = 20  # characters, in Excel


NAME = Column(
    name="name", label=_("Account"), value=lambda row: row.name, order="sort_name", width=40
)
COLUMNS = (
    Column(name="number", label=_("Registry number"), value=lambda row: row.number, look="mono"),
    Column(name="name_en", label=_("Name in English"), value=lambda row: row.name_en, width=40),
    Column(name="name_fr", label=_("Name in French"), value=lambda row: row.name_fr, width=40),
    Column(
        name="platform",
        label=_("Platform"),
        value=lambda row: row.platform.name,
        order="platform__slug",
    ),
    Column(
        name="handle",
        label=_("Handle"),
        value=lambda row: row.handle,
        order="handle",
        look="mono break",
        width=30,
    ),
    Column(
        name="address",
        label=_("Address"),
        value=lambda row: row.address,
        look="mono break",
        width=50,
    ),
    Column(
        name="organization",
        label=_("Organization"),
        value=lambda row: row.organization.abbr,
        order="organization__sort_{language}",
    ),
    Column(
        name="in_full",
        label=_("Organization in full"),
        value=lambda row: row.organization.name,
        width=50,
    ),
    Column(name="language", label=_("Language"), value=lambda row: row.get_language_display()),
    Column(name="state", label=_("State"), value=lambda row: row.state_label, look="tagged"),
    Column(
        name="approved_on", label=_("Approved on"), value=lambda row: row.approved_on, look="nowrap"
    ),
    Column(
        name="official_since",
        label=_("Official since"),
        value=lambda row: row.official_since,
        look="nowrap",
    ),
    Column(name="ended_on", label=_("Ended on"), value=lambda row: row.ended_on, look="nowrap"),
    Column(
        name="updated_at",
        label=_("Last change"),
        value=lambda row: timezone.localdate(row.updated_at),
        order="updated_at",
        look="nowrap",
    ),
)
DEFAULT_COLUMNS = ("platform", "handle", "organization", "language", "state", "updated_at")
_SORTED = [column for column in (NAME, *COLUMNS) if column.order]
_ORDERS = {column.name: column.order for column in _SORTED}
_DIRECTIONS = {"": _("%(column)s, from A to Z"), "-": _("%(column)s, from Z to A")}
_DATE_DIRECTIONS = {"": _("%(column)s, oldest first"), "-": _("%(column)s, newest first")}


def sort_choices() -> Iterator[tuple[str, str]]:
    """(value, label) of each order, the default first, under the empty value."""
    yield "", str(_DATE_DIRECTIONS["-"] % {"column": COLUMNS[-1].label})
    for column in _SORTED:
        labels = _DATE_DIRECTIONS if column.name == NEWEST[1:] else _DIRECTIONS
        for direction, label in labels.items():
            if f"{direction}{column.name}" != NEWEST:
                yield f"{direction}{column.name}", str(label % {"column": column.label})


def sort_link(name: str, sort: str) -> tuple[str, str]:
    """The order that the heading of column `name` asks for in a list ordered by `sort`, and its aria-sort.

    An order is the name of a column, with a leading "-" to reverse it.
    """
    aria_sort = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
    return f"-{name}" if sort == name else name, aria_sort


def chosen_columns(names: Iterable[str]) -> list[Column]:
    # The name is the link to the account: it cannot be left out.
    names = set(names) or DEFAULT_COLUMNS
    return [NAME, *(column for column in COLUMNS if column.name in names)]


def with_sort_name(rows: QuerySet[Account]) -> QuerySet[Account]:
    """Annotates `sort_name`: the name of the active language, in small letters without accents."""
    first, second = localized(("name_en", "name_fr"), ("name_fr", "name_en"))
    name = Coalesce(NullIf(first, Value("")), second)  # it may have a name in one language only
    plain = Func(Lower(name), Value(_ACCENTED), Value(_UNACCENTED), function="translate")
    # By code points: what a page continues after must compare in SQL as it was sorted.
    return rows.annotate(sort_name=Collate(plain, "C"))


def order_columns(sort: str) -> tuple[str, str]:
    """The columns to order by; the id makes the order total, so that no row is on two pages."""
    direction, name = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    return f"{direction}{_ORDERS[name].format(language=get_language())}", f"{direction}id"


def export_rows(columns: list[Column], rows: QuerySet[Account]) -> Iterator[list[object]]:
    """The headings, then one list of values for each account, streamed from the database."""
    yield [str(column.label) for column in columns]
    for row in rows.select_related("platform", "organization").iterator(
        chunk_size=EXPORT_CHUNK_SIZE
    ):
        yield [column.value(row) for column in columns]


PLATFORM_COLUMNS = {
    "name": _("Platform"),
    "category": _("Category"),
    "status": _("Status"),
    "devices": _("Government devices"),
    "uses": _("Privacy assessments in force"),
    "advice": _("IT security advice"),
}
