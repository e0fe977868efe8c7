"""The relay's body beside the task that sends one letter: the same letters, no mail server in between.

The batch is taken and judged as a whole; each letter is still marked in a transaction of its own, so that
a relay that is killed sends one letter again at most. That mark is most of what is left.
"""

import time
from collections.abc import Callable
from statistics import median
from uuid import uuid4

from django.core.mail import get_connection
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.result import Result
from directive.roles import Role
from reminders.judging import needed
from reminders.mail import Writer
from reminders.outbox import take
from reminders.relay import BATCH, relay
from reminders.relevance import why_not
from tests.databases import created, pointed_at
from tests.reminders.office import Department
from workflow.models import Letter

READERS, ROWS, ROUNDS = 50, 10, 5
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


def one_by_one() -> None:
    """What a task for each letter does: read it, judge it, write it, send it, mark it."""
    for pk in list(Letter.objects.filter(sent_at__isnull=True).values_list("pk", flat=True)):
        letter = Letter.objects.get(pk=pk)
        if not why_not(letter):
            get_connection().send_messages([Writer().compose(letter)])
            letter.sent_at = timezone.now()
            letter.save()


def by_the_batch() -> None:
    while relay() == BATCH:
        pass


def judged_one_by_one() -> None:
    for pk in list(Letter.objects.filter(sent_at__isnull=True).values_list("pk", flat=True)):
        why_not(Letter.objects.get(pk=pk))


def judged_by_the_batch() -> None:
    while letters := take(BATCH):
        needed(letters)


def measure() -> list[Result]:
    name = f"bench_{uuid4().hex[:12]}"
    with created(name), pointed_at(name), override_settings(EMAIL_BACKEND=NOWHERE):
        call_command("prepare_database", verbosity=0)
        _furnish()
        pairs = [(_seconds(one_by_one), _seconds(by_the_batch)) for _ in range(ROUNDS)]
        judged = [
            (_seconds(judged_one_by_one), _seconds(judged_by_the_batch)) for _ in range(ROUNDS)
        ]
        counts = _queries(one_by_one), _queries(by_the_batch)
    letters = READERS * ROWS
    return [
        Result("relay: letters", letters),
        Result("relay: ms a letter, one by one", _each(pairs, 0) / letters),
        Result("relay: ms a letter, by the batch", _each(pairs, 1) / letters),
        Result("relay: times the task that sends one letter", _ratio(pairs), ">=50"),
        Result("relay: the same, taking and judging alone", _ratio(judged)),
        Result("relay: queries a letter, one by one", counts[0] / letters),
        Result("relay: queries a letter, by the batch", counts[1] / letters),
    ]


def _each(pairs: list[tuple[float, float]], side: int) -> float:
    """Milliseconds of a round."""
    return 1000 * median(pair[side] for pair in pairs)


def _ratio(pairs: list[tuple[float, float]]) -> float:
    return median(slow / fast for slow, fast in pairs)


def _furnish() -> None:
    department = Department()
    for number in range(READERS - 1):
        department.person(f"pa{number}", Role.PA)
    for number in range(ROWS):
        department.nominate(department.person(f"nominee{number}"))


def _again() -> None:
    Letter.objects.update(sent_at=None, taken_until=None, due_at=timezone.now())


def _seconds(work: Callable[[], None]) -> float:
    _again()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _queries(work: Callable[[], None]) -> int:
    _again()
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)
