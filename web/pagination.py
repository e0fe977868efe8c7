"""Pages of a long list, each found from the row where the last one ended: no OFFSET, no count."""

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
    previous_url: str
    next_url: str


def paginate(
    rows: QuerySet[Any],
    asked: Mapping[str, Any],
    *order: str,
    size: int = PAGE_SIZE,
    anchors: QuerySet[Any] | None = None,
) -> Page:
    """`order` ends with a unique column and goes one way throughout: all up, or all down (`-`).

    `anchors` has what is ordered by, where that is no column; the row a page begins at may fit no more.
    """
    backwards = "before" in asked
    anchor = _anchor(rows.model._base_manager.all() if anchors is None else anchors, asked)
    if anchor is not None:
        rows = rows.filter(_after_anchor(anchor, order, backwards))
    found = list(rows.order_by(*(_reverse_order(order) if backwards else order))[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    is_before, is_after = (more, True) if backwards else (anchor is not None, more)
    return Page(
        found,
        _url(asked, "before", found[0]) if found and is_before else "",
        _url(asked, "after", found[-1]) if found and is_after else "",
    )


def capped_count(rows: QuerySet[Any]) -> dict[str, Any]:
    """Counted up to a cap: a count of everything costs more than the page."""
    total = rows.order_by()[: MAX_COUNT + 1].count()
    return {"total": min(total, MAX_COUNT), "more": total > MAX_COUNT}


def _anchor(rows: QuerySet[Any], asked: Mapping[str, Any]) -> Model | None:
    try:
        key = UUID(asked.get("before") or asked.get("after") or "")
    except ValueError:
        return None
    return rows.filter(pk=key).first()


def _after_anchor(anchor: Model, order: tuple[str, ...], backwards: bool) -> Q:
    """Column by column: all earlier ones equal, this one further on."""
    side = "lt" if order[0].startswith("-") != backwards else "gt"
    equal, beyond = Q(), Q(pk__in=[])
    for column in (name.lstrip("-") for name in order):
        value = reduce(getattr, column.split("__"), anchor)
        beyond |= equal & Q(**{f"{column}__{side}": value})
        equal &= Q(**{column: value})
    return beyond


def _reverse_order(order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)


def _url(asked: Mapping[str, Any], side: str, row: Model) -> str:
    kept = {name: value for name, value in asked.items() if name not in CURSORS and value}
    return f"?{urlencode(kept | {side: str(row.pk)}, doseq=True)}"
