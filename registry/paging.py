"""Paging from the last row seen: nothing is counted, and nothing is skipped over."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

SIZE = 25


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Any]
    previous: str = ""  # cursors; empty where there is no such page
    next: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """By these columns, the last of them unique; each with what reads its text back."""

    columns: Mapping[str, Callable[[str], Any]]
    descending: bool = False

    def by(self, *, backwards: bool) -> list[str]:
        sign = "-" if self.descending != backwards else ""
        return [f"{sign}{column}" for column in self.columns]

    def beyond(self, values: list[Any], *, backwards: bool) -> Q:
        """Past the row with these values. The first column alone bounds it, for the index's sake."""
        side = "lt" if self.descending != backwards else "gt"
        columns = list(self.columns)
        rule = Q(pk__in=[])
        for place, column in enumerate(columns):
            same = dict(zip(columns[:place], values, strict=False))
            rule |= Q(**same, **{f"{column}__{side}": values[place]})
        return Q(**{f"{columns[0]}__{side}e": values[0]}) & rule

    def place(self, row: Model) -> list[str]:
        return [str(reduce(getattr, column.split("__"), row)) for column in self.columns]

    def read(self, texts: list[str]) -> list[Any]:
        return [read(text) for read, text in zip(self.columns.values(), texts, strict=True)]


def page(rows: QuerySet[Any], order: Order, cursor: str, *, size: int = SIZE) -> Page:
    """A cursor that cannot be read begins at the first page."""
    side, values = _read(cursor, order)
    backwards = side == "before"
    if side:
        rows = rows.filter(order.beyond(values, backwards=backwards))
    found = list(rows.order_by(*order.by(backwards=backwards))[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_previous, has_next = (more, True) if backwards else (bool(side), more)
    return Page(
        found,
        previous=_write("before", order.place(found[0])) if found and has_previous else "",
        next=_write("after", order.place(found[-1])) if found and has_next else "",
    )


def page_urls(page: Page, query: QueryDict) -> dict[str, str]:
    """The addresses of the pages beside this one, with the same filters."""
    return {
        "previous_url": _url(query, page.previous),
        "next_url": _url(query, page.next),
    }


def _url(query: QueryDict, cursor: str) -> str:
    if not cursor:
        return ""
    query = query.copy()
    query["page"] = cursor
    return f"?{query.urlencode()}"


def _write(side: str, texts: list[str]) -> str:
    return urlsafe_b64encode(json.dumps([side, *texts]).encode()).decode().rstrip("=")


def _read(cursor: str, order: Order) -> tuple[str, list[Any]]:
    try:
        side, *texts = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return (side, order.read(texts)) if side in ("before", "after") else ("", [])
    except (ValueError, TypeError, AttributeError):
        return "", []
