"""Delivery by the batch, beside one e-mail at a time, without a mail server in between.

Both lock, filter and mark each e-mail, so that a delivery that is killed sends one again at most. A loop that
only asks whether the e-mail still concerns its recipient is measured beside them.
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
from outbox.models import EmailDelivery, Notification
from tests.databases import created, pointed_at
from tests.factories import Department

RECIPIENTS, OBJECTS, ROUNDS = 100, 20, 5
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


def one_by_one() -> None:
    while deliver_batch(1):
        pass


def without_locks() -> None:
    for pk in list(
        Notification.objects.filter(email__sent_at__isnull=True).values_list("pk", flat=True)
    ):
        notification = Notification.objects.get(pk=pk)
        if not suppression_reason(notification):
            get_connection().send_messages([EmailComposer().compose(notification)])
            notification.email.sent_at = timezone.now()
            notification.email.save()


def by_the_batch() -> None:
    while deliver_batch() == MAX_BATCH_SIZE:
        pass


def measure() -> list[Result]:
    name = f"bench_{uuid4().hex[:12]}"
    with created(name), pointed_at(name), override_settings(EMAIL_BACKEND=NOWHERE):
        call_command("prepare_database", verbosity=0)
        _create_data()
        bodies = (one_by_one, without_locks, by_the_batch)
        rounds = [[_seconds(body) for body in bodies] for _ in range(ROUNDS)]
        one, bare, batch = (
            1000 * median(body) / (RECIPIENTS * OBJECTS) for body in zip(*rounds, strict=True)
        )
        counts = [_queries(body) / (RECIPIENTS * OBJECTS) for body in (one_by_one, by_the_batch)]
    return [
        Result("delivery: e-mails", RECIPIENTS * OBJECTS),
        Result("delivery: ms an e-mail, one by one", one),
        Result("delivery: ms an e-mail, one by one, without locks", bare),
        Result("delivery: ms an e-mail, by the batch", batch),
        Result("delivery: times one by one", median(slow / fast for slow, _, fast in rounds)),
        Result(
            "delivery: times one by one without locks",
            median(slow / fast for _, slow, fast in rounds),
        ),
        Result("delivery: queries an e-mail, one by one", counts[0]),
        Result("delivery: queries an e-mail, by the batch", counts[1]),
    ]


def _create_data() -> None:
    department = Department()
    for number in range(RECIPIENTS - 1):
        department.person(f"pa{number}", Role.PA)
    for number in range(OBJECTS):
        department.nominate(department.person(f"nominee{number}"))


def _reset() -> None:
    # VACUUM, since the rows of the round before would slow the next one down.
    EmailDelivery.objects.update(sent_at=None, locked_until=None, next_attempt_at=timezone.now())
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM outbox_emaildelivery")


def _seconds(work: Callable[[], None]) -> float:
    _reset()
    started_at = time.perf_counter()
    work()
    return time.perf_counter() - started_at


def _queries(work: Callable[[], None]) -> int:
    _reset()
    # CaptureQueriesContext keeps the last 9,000 queries only.
    counter = count()

    def counted(execute: Callable[..., object], *query: object) -> object:
        next(counter)
        return execute(*query)

    with connection.execute_wrapper(counted):
        work()
    return next(counter)
