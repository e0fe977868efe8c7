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

from audit.models import Event

_open: ContextVar[list[Event] | None] = ContextVar("audit_ledger", default=None)
current_request_id: ContextVar[str] = ContextVar("audit_request_id", default="")


class NoLedger(RuntimeError):
    """A change was about to be made outside a ledger."""


@contextmanager
def ledger() -> Iterator[None]:
    if _open.get() is not None:
        yield
        return
    events: list[Event] = []
    token = _open.set(events)
    try:
        with transaction.atomic():
            yield
            Event.objects.bulk_create(events)
    finally:
        _open.reset(token)


def record(
    verb: str,
    *,
    kind: str,
    object_id: object,
    title: str = "",
    by: Mapping[str, object] | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    paragraph: str = "",
) -> UUID:
    """Add an event to the open ledger. `by` holds the Event's actor fields; none means the clock."""
    events = _open.get()
    if events is None:
        raise NoLedger(verb)
    event = Event(
        id=uuid4(),
        at=timezone.now(),
        verb=verb,
        kind=kind,
        object_id=str(object_id),
        title=title[:300],
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
        paragraph=paragraph,
        request_id=current_request_id.get(),
        **(by or {}),
    )
    events.append(event)
    return event.id
