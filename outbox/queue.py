"""The queue of e-mails: which may be sent now, and how a delivery locks a batch of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Func, IntegerField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.utils import timezone

from outbox.models import EmailDelivery
from outbox.retry import MAX_DELAY

LOCK_DURATION = timedelta(seconds=90)
BACKEND_PID = Func(function="pg_backend_pid", output_field=IntegerField())
LIVE_BACKEND_PIDS = RawSQL("SELECT pid FROM pg_stat_activity", [])
MAX_CLOCK_DIFFERENCE = timedelta(minutes=1)  # between the machines of an installation


def unsent() -> QuerySet[EmailDelivery]:
    """E-mails still to be sent on their own: neither deferred nor carried by a digest."""
    return EmailDelivery.objects.filter(
        sent_at__isnull=True, failed_at__isnull=True, digest__isnull=True, deferred=False
    )


def available() -> QuerySet[EmailDelivery]:
    """Unsent e-mails whose time has come and that no delivery has locked, the longest due first."""
    # The lock of a killed delivery is void at once: PostgreSQL ended the process that served it.
    lock_is_alive = Q(locked_by__isnull=True) | Q(locked_by__in=LIVE_BACKEND_PIDS)
    # Now() is the database's clock, which all workers share.
    locked = Q(locked_until__gte=Now()) & lock_is_alive
    due = unsent().exclude(locked).filter(next_attempt_at__lte=timezone.now())
    return due.order_by("next_attempt_at")


def reset_future_rows() -> int:
    """Make due what waits for longer than any retry does: the clock was set back since.

    Returns the number of e-mails.
    """
    # A statement of its own: as one more condition of `available` it would read all deferred e-mails
    # each time that little is due.
    now = timezone.now()
    ahead = unsent().filter(next_attempt_at__gt=now + MAX_DELAY + MAX_CLOCK_DIFFERENCE)
    return ahead.update(next_attempt_at=now)


def lock_batch(limit: int, *, newest: bool = False) -> list[EmailDelivery]:
    """Lock up to `limit` available e-mails for this connection, with their notifications.

    The row locks end with the transaction, so none is held while the mail server is spoken to; the lease
    in `locked_until` keeps other deliveries away.
    """
    with transaction.atomic():
        batch = (
            available()
            .order_by("-next_attempt_at" if newest else "next_attempt_at")
            .select_related("notification")
            .prefetch_related("notification__recipient")
        )
        emails = list(batch.select_for_update(of=("self",), skip_locked=True)[:limit])
        _rows_of(emails).update(locked_until=Now() + LOCK_DURATION, locked_by=BACKEND_PID)
    return emails


def unlock(emails: Iterable[EmailDelivery]) -> None:
    # Not those that another delivery has locked since, after the lease ran out.
    _rows_of(emails).filter(locked_by=BACKEND_PID).update(locked_until=None)


def defer(emails: Iterable[EmailDelivery], until: datetime) -> None:
    """Keep these for the digest that is written then."""
    _rows_of(emails).update(deferred=True, next_attempt_at=until, locked_until=None)


def suppress(emails: Iterable[EmailDelivery], reason: str) -> None:
    """Never send these; `reason` is for the operators, in English."""
    # Not what another delivery has sent since, after the lease ran out.
    _rows_of(emails).filter(sent_at__isnull=True).update(
        failed_at=timezone.now(), suppressed=True, last_error=reason, locked_until=None
    )


def mark_sent(emails: Iterable[EmailDelivery]) -> None:
    # It has left, whatever another delivery has written since, after the lease ran out.
    _rows_of(emails).update(
        sent_at=timezone.now(), failed_at=None, suppressed=False, locked_until=None, last_error=""
    )


def _rows_of(emails: Iterable[EmailDelivery]) -> QuerySet[EmailDelivery]:
    return EmailDelivery.objects.filter(pk__in=[email.pk for email in emails])
