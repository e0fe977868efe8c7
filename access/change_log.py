from collections.abc import Mapping
from typing import Any

from access.effective_roles import actor_fields
from access.models import Person
from audit.events import log_event
from audit.snapshots import changes, snapshot


def log_change(
    action: str,
    row: Any,
    *,
    label: str,
    by: Person | None,
    before: Mapping[str, Any],
    reason: str = "",
    paragraph: str = "",
) -> None:
    """Log the columns of a row that differ from `before`, its earlier snapshot; empty for a new row."""
    old_values, new_values = changes(before, snapshot(row))
    log_event(
        action,
        object_type=row.object_type,
        object_id=row.pk,
        object_label=label,
        by=actor_fields(by),
        before=old_values,
        after=new_values,
        reason=reason,
        paragraph=paragraph,
    )
