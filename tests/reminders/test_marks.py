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
from reminders.marks import Marks, marks
from reminders.outbox import free, take
from reminders.relay import relay
from tests.databases import HOW_TO_CONNECT
from tests.reminders.office import Department
from workflow.models import Letter

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
    with marks() as made:
        made.write(take(1))
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.usefixtures("cloned_database")
def test_it_is_made_though_its_writer_is_killed_before_the_answer() -> None:
    department = Department()
    for number in range(10):
        department.nominate(department.person(f"nominee{number}"))
    for number in range(1, 11):
        in_a_process_that_is_killed(write_and_be_gone)
        assert soon(Letter.objects.filter(sent_at__isnull=False).count, number)


@pytest.mark.usefixtures("cloned_database")
def test_what_a_killed_relay_had_in_hand_is_free_at_once() -> None:
    Department().nominate()
    waiting = free().count()
    in_a_process_that_is_killed(lambda: take(waiting))
    assert Letter.objects.filter(taken_until__gt=timezone.now()).count() == waiting
    assert soon(free().count, waiting)


class Locking(EmailBackend):
    """As the first mail arrives, somebody locks its letter for a while; when each mail arrived."""

    arrived: ClassVar[list[float]] = []

    def send_messages(self, messages: list) -> int:
        if not self.arrived:
            letter = messages[0].extra_headers["Message-ID"].strip("<>").partition("@")[0]
            known = connection.get_connection_params()
            other = psycopg.connect(**{key: known[key] for key in HOW_TO_CONNECT & known.keys()})
            other.execute("SELECT FROM workflow_letter WHERE id = %s FOR UPDATE", [letter])
            Timer(LOCKED, other.close).start()
        self.arrived.append(time.monotonic())
        return super().send_messages(messages)


def test_no_letter_leaves_before_the_one_ahead_is_marked(cloned_database: str, settings) -> None:
    settings.EMAIL_BACKEND = "tests.reminders.test_marks.Locking"
    department = Department()
    for number in range(3):
        department.nominate(department.person(f"nominee{number}"))
    assert relay() == 3
    first, second, third = Locking.arrived
    assert second - first > LOCKED > third - second


@pytest.fixture
def taken(db: None, department: Department, pa: Person) -> list[Letter]:
    department.nominate()
    return take(10)


def test_what_a_living_relay_has_in_hand_is_not_free(taken: list[Letter]) -> None:
    assert len(taken) == 2
    assert not free().exists()


def test_several_letters_are_marked_at_once(taken: list[Letter]) -> None:
    with marks() as made:
        made.write(taken)
    assert not Letter.objects.filter(sent_at__isnull=True).exists()


def test_another_query_waits_for_the_mark(taken: list[Letter]) -> None:
    with marks() as made:
        made.write(taken[:1])
        assert Letter.objects.filter(sent_at__isnull=False).count() == 1


def test_a_mark_that_cannot_be_made_is_no_secret(taken: list[Letter]) -> None:
    taken[0].pk = Gone()
    with pytest.raises(OperationalError, match="invalid input syntax"), marks() as made:
        made.write(taken[:1])
    connection.close()  # what was prepared stays prepared in a transaction that has failed


class Gone:
    hex = "no identifier"


def test_a_connection_that_is_lost_is_known_as_such(taken: list[Letter]) -> None:
    made = Marks(connection.connection.pgconn)
    made.line.finish()
    with pytest.raises(OperationalError):
        made.write(taken[:1])
    assert connection.errors_occurred
    connection.close()
