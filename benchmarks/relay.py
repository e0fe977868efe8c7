"""The relay's body beside the same body for one letter at a time: no mail server in between.

Both keep every promise: taken by one alone, not sent when it no longer concerns its reader or is kept for a
digest, and marked in a transaction of its own, so that a relay that is killed sends one letter again at
most. A task that keeps none of them but asks whether the letter concerns its reader is measured beside it.
"""

import time
from collections.abc import Callable
from itertools import count
from statistics import median
from uuid import uuid4

from django.core.mail import get_connection
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from django.utils import timezone

from benchmarks.result import Result
from directive.roles import Role
from notifications.delivery import MAX_BATCH_SIZE, deliver_batch
from notifications.email import EmailComposer
from notifications.relevance import suppression_reason
from outbox.models import Notification
from tests.databases import created, pointed_at
from tests.reminders.office import Department

READERS, ROWS, ROUNDS = 100, 20, 5
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


def one_by_one() -> None:
    while deliver_batch(1):
        pass


def without_promises() -> None:
    for pk in list(Notification.objects.filter(sent_at__isnull=True).values_list("pk", flat=True)):
        notification = Notification.objects.get(pk=pk)
        if not suppression_reason(notification):
            get_connection().send_messages([EmailComposer().compose(notification)])
            notification.sent_at = timezone.now()
            notification.save()


def by_the_batch() -> None:
    while deliver_batch() == MAX_BATCH_SIZE:
        pass


def measure() -> list[Result]:
    name = f"bench_{uuid4().hex[:12]}"
    with created(name), pointed_at(name), override_settings(EMAIL_BACKEND=NOWHERE):
        call_command("prepare_database", verbosity=0)
        _furnish()
        ways = (one_by_one, without_promises, by_the_batch)
        rounds = [[_seconds(way) for way in ways] for _ in range(ROUNDS)]
        one, bare, batch = (
            1000 * median(way) / (READERS * ROWS) for way in zip(*rounds, strict=True)
        )
        counts = [_queries(way) / (READERS * ROWS) for way in (one_by_one, by_the_batch)]
    return [
        Result("relay: letters", READERS * ROWS),
        Result("relay: ms a letter, one by one", one),
        Result("relay: ms a letter, one by one, without the promises", bare),
        Result("relay: ms a letter, by the batch", batch),
        Result("relay: times one by one", median(slow / fast for slow, _, fast in rounds), ">=50"),
        Result(
            "relay: times one by one without the promises",
            median(slow / fast for _, slow, fast in rounds),
        ),
        Result("relay: queries a letter besides its mark, one by one", counts[0]),
        Result("relay: queries a letter besides its mark, by the batch", counts[1]),
    ]


def _furnish() -> None:
    department = Department()
    for number in range(READERS - 1):
        department.person(f"pa{number}", Role.PA)
    for number in range(ROWS):
        department.nominate(department.person(f"nominee{number}"))


def _again() -> None:
    """As new, without what the round before has left of old rows."""
    Notification.objects.update(sent_at=None, locked_until=None, next_attempt_at=timezone.now())
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM outbox_notification")


def _seconds(work: Callable[[], None]) -> float:
    _again()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _queries(work: Callable[[], None]) -> int:
    """Counted one by one: Django keeps the text of the last 9,000 alone."""
    _again()
    counter = count()

    def counted(execute: Callable[..., object], *query: object) -> object:
        next(counter)
        return execute(*query)

    with connection.execute_wrapper(counted):
        work()
    return next(counter)
