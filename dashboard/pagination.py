"""Paging from the last row seen: no page is counted or skipped over."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from requests_app.models import Request

SIZE = 25


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Request]
    previous: str
    next: str


def page(rows: QuerySet[Request], cursor: str) -> Page:
    """`rows` by `urgent` and key; a cursor that cannot be read begins at the first page."""
    place = _read(cursor)
    backwards = place is not None and place[0] == "before"
    if place is not None:
        rows = rows.filter(_beyond("lt" if backwards else "gt", *place[1:]))
    order = ("-urgent", "-pk") if backwards else ("urgent", "pk")
    found = list(rows.order_by(*order)[: SIZE + 1])
    more, found = len(found) > SIZE, found[:SIZE]
    if backwards:
        found.reverse()
    has_previous, has_next = (more, True) if backwards else (place is not None, more)
    return Page(
        found,
        previous=_write("before", found[0]) if found and has_previous else "",
        next=_write("after", found[-1]) if found and has_next else "",
    )


def _beyond(side: str, urgent: date, pk: UUID) -> Q:
    return Q(**{f"urgent__{side}": urgent}) | Q(**{"urgent": urgent, f"pk__{side}": pk})


def _write(side: str, row: Request) -> str:
    return f"{side}.{row.urgent.isoformat()}.{row.pk}"


def _read(cursor: str) -> tuple[str, date, UUID] | None:
    try:
        side, urgent, pk = cursor.split(".")
        return side, date.fromisoformat(urgent), UUID(pk)
    except ValueError:
        return None
