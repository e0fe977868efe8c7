"""Keyset pagination: a page begins after the row that the page before ended with.

OFFSET reads all the rows that it skips, and repeats or leaves out rows when the list changes meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

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
    rows: QuerySet[Any],
    query: Mapping[str, Any],
    *order: str,
    size: int = PAGE_SIZE,
    anchors: QuerySet[Any] | None = None,
) -> Page:
    """The page of `rows` that `query` (request.GET) asks for with `after` or `before` and the key of a row.

    `order` names columns, of which the last is unique; all ascending, or all descending (`-`). `anchors` is the
    queryset to read the named row from, where `order` has annotations. An unknown key gives the first page.
    """
    backwards = "before" in query
    # Not from `rows`: the named row may no longer match their filter, and still marks the place.
    anchor = _anchor(rows.model._base_manager.all() if anchors is None else anchors, query)
    if anchor is not None:
        rows = rows.filter(_after_anchor(anchor, order, backwards))
    # One row more than the page shows whether there is another page, without a count.
    page = list(rows.order_by(*(_reverse_order(order) if backwards else order))[: size + 1])
    more, page = len(page) > size, page[:size]
    if backwards:
        page.reverse()
    has_previous, has_next = (more, True) if backwards else (anchor is not None, more)
    return Page(
        page,
        _url(query, "before", page[0]) if page and has_previous else "",
        _url(query, "after", page[-1]) if page and has_next else "",
    )


def capped_count(rows: QuerySet[Any]) -> dict[str, Any]:
    """The context of a list's heading: `total`, at most MAX_COUNT, and whether there are `more`.

    A count of all the rows would cost more than the page itself.
    """
    total = rows.order_by()[: MAX_COUNT + 1].count()
    return {"total": min(total, MAX_COUNT), "more": total > MAX_COUNT}


def _anchor(rows: QuerySet[Any], query: Mapping[str, Any]) -> Model | None:
    try:
        key = UUID(query.get("before") or query.get("after") or "")
    except ValueError:
        return None
    return rows.filter(pk=key).first()


def _after_anchor(anchor: Model, order: tuple[str, ...], backwards: bool) -> Q:
    """Rows beyond the anchor: for some column all columns before it are equal, and it is greater (or less)."""
    # Written out, as the ORM has no row comparison: (a, b) > (x, y) is a > x OR (a = x AND b > y).
    side = "lt" if order[0].startswith("-") != backwards else "gt"
    equal, beyond = Q(), Q(pk__in=[])
    for column in (name.lstrip("-") for name in order):
        value = reduce(getattr, column.split("__"), anchor)
        beyond |= equal & Q(**{f"{column}__{side}": value})
        equal &= Q(**{column: value})
    return beyond


def _reverse_order(order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)


def _url(query: Mapping[str, Any], cursor: str, row: Model) -> str:
    filters = {name: value for name, value in query.items() if name not in CURSORS and value}
    return f"?{urlencode(filters | {cursor: str(row.pk)}, doseq=True)}"
