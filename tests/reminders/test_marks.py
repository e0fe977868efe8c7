"""The mark of a letter that has left: made whatever happens to its writer, and before the next one leaves."""

import os
import signal
import time
from collections.abc import Callable
from threading import Timer
from typing import ClassVar

import psycopg
import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import OperationalError, connection, connections
from django.utils import timezone

from access.models import Person
from notifications.delivery import deliver_batch
from notifications.sent_marks import SentMarks, sent_marks
from outbox.models import Notification
from outbox.queue import available, lock_batch
from tests.databases import HOW_TO_CONNECT
from tests.reminders.office import Department

LOCKED = 0.5  # seconds


def in_a_process_that_is_killed(work: Callable[[], None]) -> None:
    connections.close_all()
    pid = os.fork()
    if not pid:
        try:
            work()
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)


def soon(count: Callable[[], int], expected: int) -> bool:
    """The database goes on for a moment after the process is gone."""
    end = time.monotonic() + 5
    while count() != expected and time.monotonic() < end:
        time.sleep(0.01)
    return count() == expected


def write_and_be_gone() -> None:
    with sent_marks() as made:
        made.write(lock_batch(1))
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.usefixtures("cloned_database")
def test_it_is_made_though_its_writer_is_killed_before_the_answer() -> None:
    department = Department()
    for number in range(10):
        department.nominate(department.person(f"nominee{number}"))
    for number in range(1, 11):
        in_a_process_that_is_killed(write_and_be_gone)
        assert soon(Notification.objects.filter(sent_at__isnull=False).count, number)


@pytest.mark.usefixtures("cloned_database")
def test_what_a_killed_relay_had_in_hand_is_free_at_once() -> None:
    Department().nominate()
    waiting = available().count()
    in_a_process_that_is_killed(lambda: lock_batch(waiting))
    assert Notification.objects.filter(locked_until__gt=timezone.now()).count() == waiting
    assert soon(available().count, waiting)


class Locking(EmailBackend):
    """As the first mail arrives, somebody locks its letter for a while; when each mail arrived."""

    arrived: ClassVar[list[float]] = []

    def send_messages(self, messages: list) -> int:
        if not self.arrived:
            notification = messages[0].extra_headers["Message-ID"].strip("<>").partition("@")[0]
            known = connection.get_connection_params()
            other = psycopg.connect(**{key: known[key] for key in HOW_TO_CONNECT & known.keys()})
            other.execute(
                "SELECT FROM outbox_notification WHERE id = %s FOR UPDATE", [notification]
            )
            Timer(LOCKED, other.close).start()
        self.arrived.append(time.monotonic())
        return super().send_messages(messages)


def test_no_letter_leaves_before_the_one_ahead_is_marked(cloned_database: str, settings) -> None:
    settings.EMAIL_BACKEND = "tests.reminders.test_marks.Locking"
    department = Department()
    for number in range(3):
        department.nominate(department.person(f"nominee{number}"))
    assert deliver_batch() == 3
    first, second, third = Locking.arrived
    assert second - first > LOCKED > third - second


@pytest.fixture
def taken(db: None, department: Department, pa: Person) -> list[Notification]:
    department.nominate()
    return lock_batch(10)


def test_what_a_living_relay_has_in_hand_is_not_free(taken: list[Notification]) -> None:
    assert len(taken) == 2
    assert not available().exists()


def test_several_letters_are_marked_at_once(taken: list[Notification]) -> None:
    with sent_marks() as made:
        made.write(taken)
    assert not Notification.objects.filter(sent_at__isnull=True).exists()


def test_another_query_waits_for_the_mark(taken: list[Notification]) -> None:
    with sent_marks() as made:
        made.write(taken[:1])
        assert Notification.objects.filter(sent_at__isnull=False).count() == 1


def test_a_mark_that_cannot_be_made_is_no_secret(taken: list[Notification]) -> None:
    taken[0].pk = Gone()
    with pytest.raises(OperationalError, match="invalid input syntax"), sent_marks() as made:
        made.write(taken[:1])
    connection.close()  # what was prepared stays prepared in a transaction that has failed


class Gone:
    hex = "no identifier"


def test_a_connection_that_is_lost_is_known_as_such(taken: list[Notification]) -> None:
    made = SentMarks(connection.connection.pgconn)
    made.line.finish()
    with pytest.raises(OperationalError):
        made.write(taken[:1])
    assert connection.errors_occurred
    connection.close()
