"""Where events wait until the end of their transaction.

Writing the chain takes a lock that all writers share, so events go in last: `ledger()` opens the
transaction, collects, and writes as it closes. A ledger inside another one joins it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from audit.models import AuditEvent
from web.request_id import current_request_id

_pending_events: ContextVar[list[AuditEvent] | None] = ContextVar("audit_ledger", default=None)


class OutsideAuditTransaction(RuntimeError):
    """A change was about to be made outside a ledger."""


@contextmanager
def audit_transaction() -> Iterator[None]:
    if _pending_events.get() is not None:
        yield
        return
    events: list[AuditEvent] = []
    token = _pending_events.set(events)
    try:
        with transaction.atomic():
            yield
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
    """Add an event to the open ledger. `by` holds the Event's actor fields; none means the clock."""
    events = _pending_events.get()
    if events is None:
        raise OutsideAuditTransaction(action)
    event = AuditEvent(
        id=uuid4(),
        created_at=timezone.now(),
        action=action,
        object_type=object_type,
        object_id=str(object_id),
        object_label=object_label[:300],
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
        paragraph=paragraph,
        request_id=current_request_id.get(),
        **(by or {}),
    )
    events.append(event)
    return event.id
