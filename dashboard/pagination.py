"""Paging from the last row seen: no page is counted or skipped over."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from requests_app.models import AccountRequest

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[AccountRequest]
    previous: str
    next: str


def paginate(rows: QuerySet[AccountRequest], cursor: str) -> Page:
    """`rows` by `urgent` and key; a cursor that cannot be read begins at the first page."""
    place = _decode_cursor(cursor)
    backwards = place is not None and place[0] == "before"
    if place is not None:
        rows = rows.filter(_after_cursor("lt" if backwards else "gt", *place[1:]))
    order = ("-urgent", "-pk") if backwards else ("urgent", "pk")
    found = list(rows.order_by(*order)[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    if backwards:
        found.reverse()
    has_previous, has_next = (more, True) if backwards else (place is not None, more)
    return Page(
        found,
        previous=_encode_cursor("before", found[0]) if found and has_previous else "",
        next=_encode_cursor("after", found[-1]) if found and has_next else "",
    )


def _after_cursor(side: str, urgent: date, pk: UUID) -> Q:
    return Q(**{f"urgent__{side}": urgent}) | Q(**{"urgent": urgent, f"pk__{side}": pk})


def _encode_cursor(side: str, row: AccountRequest) -> str:
    return f"{side}.{row.urgent.isoformat()}.{row.pk}"


def _decode_cursor(cursor: str) -> tuple[str, date, UUID] | None:
    try:
        side, urgent, pk = cursor.split(".")
        return side, date.fromisoformat(urgent), UUID(pk)
    except ValueError:
        return None
