"""Keyset pagination of the review queue, ordered by target date.

Not `web.pagination`: its cursor is the key of a row, whose place changes when the request gets another due date.
This cursor holds the place itself: the date and the key.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from requests_app.models import AccountRequest

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[AccountRequest]
    previous: str  # cursors, empty where there is no such page
    next: str


def paginate(rows: QuerySet[AccountRequest], cursor: str) -> Page:
    """The page at the cursor, of rows annotated with `urgent`; the first page where it is empty or invalid."""
    position = _decode_cursor(cursor)
    backwards = position is not None and position[0] == "before"
    if position is not None:
        rows = rows.filter(_after_cursor("lt" if backwards else "gt", *position[1:]))
    order = ("-urgent", "-pk") if backwards else ("urgent", "pk")
    # One row more than the page shows whether there is another page.
    page = list(rows.order_by(*order)[: PAGE_SIZE + 1])
    more, page = len(page) > PAGE_SIZE, page[:PAGE_SIZE]
    if backwards:
        page.reverse()
    has_previous, has_next = (more, True) if backwards else (position is not None, more)
    return Page(
        page,
        previous=_encode_cursor("before", page[0]) if page and has_previous else "",
        next=_encode_cursor("after", page[-1]) if page and has_next else "",
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
