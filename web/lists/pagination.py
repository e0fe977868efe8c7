"""Keyset pagination: a page begins after the place at which the page before ended.

OFFSET reads all the rows that it skips, and repeats or leaves out rows when the list changes meanwhile. The
cursor holds the place itself, the values that the list is ordered by, and not the key of a row: the row may have
moved to another place since.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

PAGE_SIZE = 50
MAX_COUNT = 1000
CURSORS = ("after", "before")


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Any]
    previous_url: str  # empty on the first page
    next_url: str  # empty on the last page


def paginate(
    rows: QuerySet[Model], query: Mapping[str, object], *order: str, size: int = PAGE_SIZE
) -> Page:
    """The page of `rows` that `query` (request.GET) asks for with a cursor, `after` or `before` a place.

    `order` names columns or annotations, never NULL, of which the last is unique; all ascending, or all
    descending (`-`). A cursor that cannot be read gives the first page.
    """
    backwards = "before" in query
    beyond = _beyond(rows, str(query.get("before") or query.get("after") or ""), order, backwards)
    within = rows if beyond is None else beyond
    # One row more than the page shows whether there is another page, without a count.
    reverse_order = (name[1:] if name.startswith("-") else f"-{name}" for name in order)
    page = list(within.order_by(*(reverse_order if backwards else order))[: size + 1])
    more, page = len(page) > size, page[:size]
    if backwards:
        page.reverse()
    has_previous, has_next = (more, True) if backwards else (beyond is not None, more)
    return Page(
        page,
        _url(query, "before", page[0], order) if page and has_previous else "",
        _url(query, "after", page[-1], order) if page and has_next else "",
    )


def capped_count(rows: QuerySet[Model]) -> tuple[int, bool]:
    """How many rows there are, at most MAX_COUNT, and whether there are more.

    A count of all the rows would cost more than the page itself.
    """
    total = rows.order_by()[: MAX_COUNT + 1].count()
    return min(total, MAX_COUNT), total > MAX_COUNT


def _beyond(
    rows: QuerySet[Model], cursor: str, order: tuple[str, ...], backwards: bool
) -> QuerySet[Model] | None:
    """The rows beyond the place of the cursor; None where it cannot be read."""
    try:
        place = json.loads(urlsafe_b64decode(cursor.encode()))
        if [type(value) for value in place] != [str] * len(order) or "\0" in "".join(place):
            return None
        # Compared with columns of any type: a text that is none of that type raises here.
        return rows.filter(_after_place(place, order, backwards))
    except (ValueError, TypeError, OverflowError, ValidationError):
        return None


def _after_place(place: list[str], order: tuple[str, ...], backwards: bool) -> Q:
    """Rows of which for some column all columns before it are equal, and it is greater (or less)."""
    # Written out, as the ORM has no row comparison: (a, b) > (x, y) is a > x OR (a = x AND b > y).
    side = "lt" if order[0].startswith("-") != backwards else "gt"
    equal, beyond = Q(), Q(pk__in=[])
    for column, value in zip(_columns(order), place, strict=True):
        beyond |= equal & Q(**{f"{column}__{side}": value})
        equal &= Q(**{column: value})
    return beyond


def _columns(order: tuple[str, ...]) -> list[str]:
    return [name.removeprefix("-") for name in order]


def _url(query: Mapping[str, object], side: str, row: Model, order: tuple[str, ...]) -> str:
    filters = {name: value for name, value in query.items() if name not in CURSORS and value}
    return f"?{urlencode(filters | {side: _cursor(row, order)}, doseq=True)}"


def _cursor(row: Model, order: tuple[str, ...]) -> str:
    values = [reduce(getattr, column.split("__"), row) for column in _columns(order)]
    place = [value.isoformat() if isinstance(value, date) else str(value) for value in values]
    # Not to hide it, but to have one short parameter for values of any type.
    return urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode()).decode()
