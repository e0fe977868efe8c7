"""The queue of e-mails: which may be sent now, and how a delivery locks a batch of them.

An example, at 12:00:00, while the database process 41 serves a delivery and 40 was killed with its own:

    e-mail  next_attempt_at  locked_until  locked_by
    one     11:58            -             -          available
    two     11:59            12:01:10      41         locked
    three   11:59            12:01:10      40         available: its delivery is gone
    four    11:50            11:59:59      41         available: the lease has run out
    five    12:00:20         -             -          not yet due: it has failed once

`lock_batch(2)` of the process 42 gives four and one, the longest due first, and sets their `locked_until` to
12:01:30 and `locked_by` to 42. Behind a pooler in transaction mode three is available at 12:01:10 only.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
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
    # Now() is the database's clock, which all workers share.
    locked = Q(locked_until__gte=Now())
    if not settings.DATABASE_POOLED:
        # The lock of a killed delivery is void at once: PostgreSQL ended the process that served it.
        locked &= Q(locked_by__in=LIVE_BACKEND_PIDS)
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


def lock_batch(limit: int, *, newest: bool = False) -> Sequence[EmailDelivery]:
    """Lock up to `limit` available e-mails, with their notifications.

    The row locks end with the transaction, so none is held while the mail server is spoken to; the lease
    in `locked_until` keeps other deliveries away, and tells whose lock it is.
    """
    with transaction.atomic():
        batch = (
            available()
            .order_by("-next_attempt_at" if newest else "next_attempt_at")
            .annotate(lease_end=Now() + LOCK_DURATION)
            .select_related("notification")
            .prefetch_related("notification__recipient")
        )
        emails = list(batch.select_for_update(of=("self",), skip_locked=True)[:limit])
        for email in emails:
            email.locked_until = email.lease_end
        if emails:
            _rows_of(emails).update(locked_until=emails[0].locked_until, locked_by=BACKEND_PID)
    return emails


def unlock(emails: Iterable[EmailDelivery]) -> None:
    # Not those that another delivery has locked since, after the lease ran out.
    emails = list(emails)
    own = _rows_of(emails).filter(locked_until__in={email.locked_until for email in emails})
    own.update(locked_until=None)


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
