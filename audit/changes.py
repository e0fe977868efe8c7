"""Changes of one row outside the lifecycles: locked, saved, and logged with what differs."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model

from audit.events import audit_transaction, log_event
from audit.snapshots import changes, snapshot

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLog:
    """How changes of one model are logged. `by` of both methods: the actor fields of the event."""

    object_type: str
    label: Callable[[Any], str] = str
    paragraph: str = ""
    unaudited: tuple[str, ...] = ()  # columns that are no part of what people change

    @contextmanager
    def change(
        self, row: Row, action: str, *, by: Mapping[str, object], reason: str = ""
    ) -> Iterator[Row]:
        """Yields the row, locked and read again; what the caller sets on it is saved and logged."""
        with audit_transaction():
            row = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
            before = snapshot(row)
            yield row
            row.save()
            self.log(row, action, before, by=by, reason=reason)

    def log(
        self,
        row: Model,
        action: str,
        before: Mapping[str, object],
        *,
        by: Mapping[str, object],
        reason: str = "",
    ) -> None:
        """Log the values of a saved row that differ from `before`: a snapshot, or empty for a new row."""
        values = snapshot(row)
        old, new = changes(before, {n: values[n] for n in values if n not in self.unaudited})
        log_event(
            action,
            object_type=self.object_type,
            object_id=row.pk,
            object_label=self.label(row),
            by=by,
            before=old,
            after=new,
            reason=reason,
            paragraph=self.paragraph,
        )
