"""A reminder run, where one account in twenty has something due, beside loops over the same objects.

The loops are measured on a sample of what the run wrote for, and counted for each notification.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeVar

from django.db import connections
from django.utils import timezone

from access.policy import audience
from benchmarks.due_accounts import OWNER, create_due_accounts
from benchmarks.memory import forget_peak, peak_megabytes
from benchmarks.result import Result
from osma_registry.celery import app
from outbox.models import Notification
from registry.models import Account
from reminders.rules import RULES_BY_NAME
from reminders.run import send_reminders

Done = TypeVar("Done")
ROUNDS = 3
SAMPLE = 150
QUEUE = "benchmarks"
RULE = RULES_BY_NAME["account.resume"]
FORGET_SQL = (
    "DELETE FROM outbox_emaildelivery USING outbox_notification n"
    r" WHERE notification_id = n.id AND n.event_type ~ '\.(due|late|vacant)$'",
    r"DELETE FROM outbox_notification WHERE event_type ~ '\.(due|late|vacant)$'",
    "DELETE FROM reminders_reminderrun",
)


@app.task(name="benchmarks.send", queue=QUEUE, ignore_result=True)
def send(notification: str) -> None:
    """Never run: queueing it is what is measured."""


@dataclass(frozen=True, slots=True)
class Round:
    written: int
    first: float
    again: float
    megabytes: float
    looped: float  # seconds for each notification
    delayed: float
    bare: float

    @property
    def each(self) -> float:
        return self.first / self.written


def measure() -> list[Result]:
    create_due_accounts()
    rounds = [_round() for _ in range(ROUNDS)]

    def of(value: Callable[[Round], float]) -> float:
        return median(value(one) for one in rounds)

    return [
        Result("reminders: notifications written", of(lambda one: one.written)),
        Result("reminders: seconds", of(lambda one: one.first)),
        Result(
            "reminders: times an idempotent loop, each notification",
            of(lambda one: one.looped / one.each),
            ">=200",
        ),
        Result(
            "reminders: times a loop of audience and .delay(), each notification",
            of(lambda one: one.delayed / one.each),
            ">=40",
        ),
        Result(
            "reminders: times a bare .delay(), each notification, recipients known",
            of(lambda one: one.bare / one.each),
        ),
        Result(
            "reminders: second run, nothing to do, of the first",
            of(lambda one: one.again / one.first),
            "<=0.4",
        ),
        Result("reminders: megabytes of the process", of(lambda one: one.megabytes), "<=200"),
    ]


def _round() -> Round:
    _forget()
    forget_peak()
    first, done = _timed(send_reminders)
    assert done is not None, "another run is under way"
    again, _ = _timed(send_reminders)
    megabytes = peak_megabytes()
    rows = list(RULE.rows().filter(day__lte=timezone.localdate())[:SAMPLE])
    looped, notifications = _timed(lambda: sum(_remind(row) for row in rows))
    delayed, queued = _timed(lambda: sum(_queue(row) for row in rows))
    known = [(row.pk, person.pk) for row in rows for person in audience(RULE.actors, row)]
    bare, _ = _timed(lambda: [send.delay(f"{row} {person}") for row, person in known])
    with app.connection_for_write() as connection:
        connection.default_channel.queue_purge(QUEUE)
    return Round(
        written=done.notifications,
        first=first,
        again=again,
        megabytes=megabytes,
        looped=looped / notifications,
        delayed=delayed / queued,
        bare=bare / len(known),
    )


def _remind(row: Account) -> int:
    """What a loop does for one object: find whom to tell, write each notification once, queue it."""
    people = audience(RULE.actors, row)
    for person in people:
        notification, _ = Notification.objects.get_or_create(
            event_type="account.looped.due",
            object_type="account",
            object_id=row.pk,
            occurrence=f"{row.due_on}+0",
            recipient=person,
            defaults={"context": {"label_en": row.labels[0], "label_fr": row.labels[1]}},
        )
        send.delay(str(notification.pk))
    return len(people)


def _queue(row: Account) -> int:
    """The same without a memory of what was written: a lost task is a lost reminder."""
    people = audience(RULE.actors, row)
    for person in people:
        send.delay(f"{row.pk} {person.pk}")
    return len(people)


def _timed(work: Callable[[], Done]) -> tuple[float, Done]:
    start = perf_counter()
    done = work()
    return perf_counter() - start, done


def _forget() -> None:
    with connections[OWNER].cursor() as cursor:
        for statement in FORGET_SQL:
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE outbox_notification")
