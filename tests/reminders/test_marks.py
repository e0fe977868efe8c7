"""Locks on a batch of e-mails."""

import os
import signal
import time
from collections.abc import Callable

import pytest
from django.db import connections
from django.utils import timezone

from access.models import Person
from notifications.delivery import deliver_batch
from outbox.models import EmailDelivery, Notification
from outbox.queue import available, lock_batch, mark_sent
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


@pytest.mark.usefixtures("cloned_database")
def test_what_a_killed_relay_had_in_hand_is_free_at_once() -> None:
    Department().nominate()
    waiting = available().count()
    in_a_process_that_is_killed(lambda: lock_batch(waiting))
    assert Notification.objects.filter(email__locked_until__gt=timezone.now()).count() == waiting
    assert soon(available().count, waiting)


@pytest.fixture
def taken(db: None, department: Department, pa: Person) -> list[EmailDelivery]:
    department.nominate()
    return lock_batch(10)


def test_what_a_living_relay_has_in_hand_is_not_free(taken: list[EmailDelivery]) -> None:
    assert len(taken) == 2
    assert not available().exists()


def test_marked_emails_are_not_sent_again(taken: list[EmailDelivery]) -> None:
    mark_sent(taken)
    assert not EmailDelivery.objects.filter(sent_at__isnull=True).exists()
    assert deliver_batch() == 0
