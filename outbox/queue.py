"""The outbox: what waits in it, and how a relay takes a share and writes down what became of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Func, IntegerField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.utils import timezone

from outbox.models import Notification
from outbox.retry import MAX_DELAY

LOCK_DURATION = timedelta(seconds=90)  # what a relay took is free then, whatever became of it
BACKEND_PID = Func(function="pg_backend_pid", output_field=IntegerField())
LIVE_BACKEND_PIDS = RawSQL("SELECT pid FROM pg_stat_activity", [])
MAX_CLOCK_DIFFERENCE = timedelta(minutes=1)  # those of several machines, at most


def unsent() -> QuerySet[Notification]:
    """Letters that have yet to leave by themselves: neither in a digest nor kept for one."""
    return Notification.objects.filter(
        sent_at__isnull=True, failed_at__isnull=True, digest__isnull=True, deferred=False
    )


def available() -> QuerySet[Notification]:
    """Those that may leave now and that no relay has in hand, the longest due first.

    A relay that was killed has nothing in hand: the database has ended the process that served it.
    """
    served = Q(locked_by__isnull=True) | Q(locked_by__in=LIVE_BACKEND_PIDS)
    in_hand = Q(locked_until__gte=Now()) & served  # by the clock that all relays share
    return (
        unsent()
        .exclude(in_hand)
        .filter(next_attempt_at__lte=timezone.now())
        .order_by("next_attempt_at")
    )


def reset_future_rows() -> int:
    """Free what claims to be due later than any letter that leaves by itself: the clock was set back since.

    A statement of its own: as one more condition of `free` it would walk through all that is kept for a
    digest, each time that little is due.
    """
    now = timezone.now()
    ahead = unsent().filter(next_attempt_at__gt=now + MAX_DELAY + MAX_CLOCK_DIFFERENCE)
    return ahead.update(next_attempt_at=now)


def lock_batch(limit: int, *, newest: bool = False) -> list[Notification]:
    """A share for one relay alone. Nothing stays locked while the mail server is spoken to."""
    with transaction.atomic():
        found = (
            available()
            .order_by("-next_attempt_at" if newest else "next_attempt_at")
            .prefetch_related("recipient")
        )
        notifications = list(found.select_for_update(of=("self",), skip_locked=True)[:limit])
        _rows_of(notifications).update(locked_until=Now() + LOCK_DURATION, locked_by=BACKEND_PID)
    return notifications


def unlock(notifications: Iterable[Notification]) -> None:
    """But for what another relay has taken meanwhile."""
    _rows_of(notifications).filter(locked_by=BACKEND_PID).update(locked_until=None)


def defer(notifications: Iterable[Notification], until: datetime) -> None:
    """For the digest that leaves then."""
    _rows_of(notifications).update(deferred=True, next_attempt_at=until, locked_until=None)


def suppress(notifications: Iterable[Notification], reason: str) -> None:
    _rows_of(notifications).update(
        failed_at=timezone.now(), suppressed=True, last_error=reason, locked_until=None
    )


def _rows_of(notifications: Iterable[Notification]) -> QuerySet[Notification]:
    return Notification.objects.filter(pk__in=[notification.pk for notification in notifications])
