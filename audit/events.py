"""Collects audit events during a transaction and writes them as its last statement.

The INSERT takes the lock of the hash chain (`audit/chain.py`), which all writers share until COMMIT.
Written last, it is held for a moment, not for as long as the transaction works.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from audit.models import AuditEvent
from web.request_id import current_request_id

# The events of the open audit transaction; None outside one. A context variable, so each thread has its own.
_pending_events: ContextVar[list[AuditEvent] | None] = ContextVar("pending_events", default=None)


class OutsideAuditTransaction(RuntimeError):
    """An event was logged outside `audit_transaction`: its change might not be in the same transaction."""


@contextmanager
def audit_transaction() -> Iterator[None]:
    """A database transaction that writes the events logged inside it before it commits.

    Inside another one it joins that: the outermost writes. On an exception neither the changes nor the
    events are written.
    """
    if _pending_events.get() is not None:
        yield
        return
    events: list[AuditEvent] = []
    token = _pending_events.set(events)
    try:
        with transaction.atomic():
            yield
            # One INSERT: the trigger numbers its rows in the order of the list.
            AuditEvent.objects.bulk_create(events)
    finally:
        _pending_events.reset(token)


def log_event(
    action: str,
    *,
    object_type: str,
    object_id: object,
    object_label: str = "",
    by: Mapping[str, object] | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    paragraph: str = "",
) -> UUID:
    """Add an event to the open audit transaction and return its id.

    `by` is made by `access.effective_roles.actor_fields`; without it the change was automatic. `before` and
    `after` hold the values that changed, as JSON. Raises OutsideAuditTransaction.
    """
    events = _pending_events.get()
    if events is None:
        raise OutsideAuditTransaction(action)
    event = AuditEvent(
        id=uuid4(),
        created_at=timezone.now(),
        action=action,
        object_type=object_type,
        object_id=str(object_id),
        object_label=object_label[:300],  # the length of the column
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
        paragraph=paragraph,
        request_id=current_request_id.get(),
        **(by or {}),
    )
    events.append(event)
    return event.id
