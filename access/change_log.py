"""Changes of rows outside the lifecycles: locked, saved, and logged with what differs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from access.effective_roles import actor_fields
from access.models import Person
from audit.events import audit_transaction, log_event
from audit.models import AuditedModel
from audit.snapshots import changes, snapshot

Row = TypeVar("Row", bound=AuditedModel)


@contextmanager
def audited_change(
    row: Row, action: str, *, by: Person | None, reason: str = "", paragraph: str = ""
) -> Iterator[Row]:
    """Yields the row, locked and read again; what the caller sets on it is saved and logged."""
    with audit_transaction():
        # Not `type(row)`: `request.user` is a lazy object.
        row = row.__class__._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
        before = snapshot(row)
        yield row
        row.save()
        log_change(action, row, by=by, before=before, reason=reason, paragraph=paragraph)


def log_change(
    action: str,
    row: AuditedModel,
    *,
    by: Person | None,
    before: Mapping[str, object],
    reason: str = "",
    paragraph: str = "",
) -> None:
    """Log the columns of a row that differ from `before`, its earlier snapshot; empty for a new row."""
    old_values, new_values = changes(before, snapshot(row))
    log_event(
        action,
        object_type=row.object_type,
        object_id=row.pk,
        object_label=row.audit_label,
        by=actor_fields(by),
        before=old_values,
        after=new_values,
        reason=reason,
        paragraph=paragraph,
    )
