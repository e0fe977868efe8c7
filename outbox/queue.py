"""The outbox: what waits in it, and how a relay takes a share and writes down what became of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Func, IntegerField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.utils import timezone

from reminders.trouble import LONGEST_DELAY
from workflow.models import Letter

LEASE = timedelta(seconds=90)  # what a relay took is free then, whatever became of it
SERVER = Func(function="pg_backend_pid", output_field=IntegerField())
SERVERS = RawSQL("SELECT pid FROM pg_stat_activity", [])
CLOCKS_DIFFER = timedelta(minutes=1)  # those of several machines, at most


def unsent() -> QuerySet[Letter]:
    """Letters that have yet to leave by themselves: neither in a digest nor kept for one."""
    return Letter.objects.filter(
        sent_at__isnull=True, given_up_at__isnull=True, digest__isnull=True, held=False
    )


def free() -> QuerySet[Letter]:
    """Those that may leave now and that no relay has in hand, the longest due first.

    A relay that was killed has nothing in hand: the database has ended the process that served it.
    """
    served = Q(taken_by__isnull=True) | Q(taken_by__in=SERVERS)
    in_hand = Q(taken_until__gte=Now()) & served  # by the clock that all relays share
    return unsent().exclude(in_hand).filter(due_at__lte=timezone.now()).order_by("due_at")


def recall() -> int:
    """Free what claims to be due later than any letter that leaves by itself: the clock was set back since.

    A statement of its own: as one more condition of `free` it would walk through all that is kept for a
    digest, each time that little is due.
    """
    now = timezone.now()
    ahead = unsent().filter(due_at__gt=now + LONGEST_DELAY + CLOCKS_DIFFER)
    return ahead.update(due_at=now)


def take(limit: int, *, newest: bool = False) -> list[Letter]:
    """A share for one relay alone. Nothing stays locked while the mail server is spoken to."""
    with transaction.atomic():
        found = free().order_by("-due_at" if newest else "due_at").prefetch_related("recipient")
        letters = list(found.select_for_update(of=("self",), skip_locked=True)[:limit])
        _named(letters).update(taken_until=Now() + LEASE, taken_by=SERVER)
    return letters


def let_go(letters: Iterable[Letter]) -> None:
    """But for what another relay has taken meanwhile."""
    _named(letters).filter(taken_by=SERVER).update(taken_until=None)


def keep(letters: Iterable[Letter], until: datetime) -> None:
    """For the digest that leaves then."""
    _named(letters).update(held=True, due_at=until, taken_until=None)


def withhold(letters: Iterable[Letter], reason: str) -> None:
    _named(letters).update(
        given_up_at=timezone.now(), withheld=True, problem=reason, taken_until=None
    )


def _named(letters: Iterable[Letter]) -> QuerySet[Letter]:
    return Letter.objects.filter(pk__in=[letter.pk for letter in letters])
