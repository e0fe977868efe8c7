"""The registry as rows, for an export."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from registry.accounts import Account
from registry.columns import Column

_CHUNK = 2000


def listed(columns: list[Column], rows: QuerySet[Account]) -> Iterator[list[Any]]:
    """The headings, then each account in the order of the list, read a part at a time."""
    yield [str(column.label) for column in columns]
    for row in rows.select_related("platform", "organization").iterator(chunk_size=_CHUNK):
        yield [column.value(row) for column in columns]
