import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, connections
from django.utils import timezone

from access.models import Person
from notifications import tasks
from notifications.delivery import deliver_batch
from outbox.models import EmailDelivery
from outbox.queue import (
    LOCK_DURATION,
    MAX_CLOCK_DIFFERENCE,
    available,
    lock_batch,
    mark_sent,
    suppress,
    unlock,
)
from outbox.retry import MAX_ATTEMPTS, MAX_DELAY, reschedule
from tests.factories import Department

DAY = timedelta(days=1)


def run_in_killed_process(work: Callable[[], None]) -> None:
    connections.close_all()
    pid = os.fork()
    if not pid:
        try:
            work()
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)


def becomes(count: Callable[[], int], expected: int) -> bool:
    """PostgreSQL notices a moment later that the process is gone."""
    end = time.monotonic() + 5
    while count() != expected and time.monotonic() < end:
        time.sleep(0.01)
    return count() == expected


@pytest.mark.usefixtures("cloned_database")
def test_emails_locked_by_a_killed_delivery_are_available_at_once() -> None:
    Department().nominate()
    waiting = available().count()
    run_in_killed_process(lambda: lock_batch(waiting))
    assert EmailDelivery.objects.filter(locked_until__gt=timezone.now()).count() == waiting
    assert becomes(available().count, waiting)


@pytest.mark.usefixtures("cloned_database")
def test_lock_outlives_the_connection_behind_a_pooler(settings) -> None:
    """Which gives each transaction any of its connections, and may close it afterwards."""
    settings.DATABASE_POOLED = True
    Department().nominate()
    locked = lock_batch(10)
    connection.close()
    assert len(locked) == 1
    assert not available().exists()
    connection.close()
    unlock(locked)
    assert list(available()) == locked


@pytest.mark.usefixtures("cloned_database")
def test_emails_of_a_killed_delivery_are_available_after_the_lease_behind_a_pooler(
    settings,
) -> None:
    settings.DATABASE_POOLED = True
    Department().nominate()
    run_in_killed_process(lambda: lock_batch(10))
    assert not available().exists()
    EmailDelivery.objects.update(locked_until=timezone.now() - timedelta(seconds=1))
    assert available().exists()


@pytest.fixture
def locked(db: None, department: Department, pa: Person) -> list[EmailDelivery]:
    department.nominate()
    return lock_batch(10)


def test_emails_locked_by_a_running_delivery_are_not_available(
    locked: list[EmailDelivery],
) -> None:
    assert len(locked) == 2
    assert not available().exists()


def test_emails_marked_sent_are_not_sent_again(locked: list[EmailDelivery]) -> None:
    mark_sent(locked)
    assert not EmailDelivery.objects.filter(sent_at__isnull=True).exists()
    assert deliver_batch() == 0


def test_email_that_has_left_is_sent_whatever_another_delivery_wrote(
    locked: list[EmailDelivery],
) -> None:
    suppress(locked, "read in the meantime")
    mark_sent(locked)
    assert not EmailDelivery.objects.filter(failed_at__isnull=False).exists()
    assert not EmailDelivery.objects.filter(suppressed=True).exists()


def test_email_that_another_delivery_has_sent_neither_fails_nor_is_suppressed(
    locked: list[EmailDelivery],
) -> None:
    mark_sent(locked)
    suppress(locked, "read in the meantime")
    for email in locked:
        email.attempts = MAX_ATTEMPTS
        reschedule(email, ValueError(), served=True)
    assert not EmailDelivery.objects.filter(failed_at__isnull=False).exists()


def test_unlock_leaves_emails_that_another_delivery_has_locked(
    locked: list[EmailDelivery], pa: Person
) -> None:
    taken_over = EmailDelivery.objects.filter(notification__recipient=pa)
    taken_over.update(locked_until=timezone.now() + LOCK_DURATION)
    unlock(locked)
    assert set(EmailDelivery.objects.filter(locked_until=None)) == {
        email for email in locked if email.notification.recipient != pa
    }


def test_email_due_too_far_ahead_is_sent_at_once(department: Department, pa: Person) -> None:
    """No retry waits that long: the clock was set back since."""
    department.nominate()
    EmailDelivery.objects.update(next_attempt_at=timezone.now() + DAY)
    tasks.deliver_emails()
    assert len(mail.outbox) == 2


def test_email_rescheduled_by_the_longest_delay_waits(department: Department, pa: Person) -> None:
    """On the clock of another machine too."""
    department.nominate()
    longest = MAX_DELAY + MAX_CLOCK_DIFFERENCE - timedelta(seconds=5)
    EmailDelivery.objects.update(next_attempt_at=timezone.now() + longest)
    tasks.deliver_emails()
    assert mail.outbox == []


def test_available_emails_are_those_of_the_example(department: Department, pa: Person) -> None:
    """The one in the docstring of `outbox/queue.py`."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (alive,) = cursor.fetchone()
    for number in range(2):
        department.nominate(department.person(f"nominee{number}"))
    department.advise(department.nominate(), by=pa)
    emails = EmailDelivery.objects.order_by("pk")
    assert emails.count() >= 5
    one, two, three, four, five = emails[:5]
    EmailDelivery.objects.exclude(pk__in=[one.pk, two.pk, three.pk, four.pk]).update(
        next_attempt_at=now + timedelta(seconds=20)
    )
    for email, due, lease, process in (
        (one, -2, None, None),
        (two, -1, 1, alive),
        (three, -1, 1, 2**31 - 1),  # no process has this number
        (four, -10, -1, alive),
    ):
        EmailDelivery.objects.filter(pk=email.pk).update(
            next_attempt_at=now + timedelta(minutes=due),
            locked_until=lease and now + timedelta(minutes=lease),
            locked_by=process,
        )
    assert list(available()) == [four, one, three]
    assert list(lock_batch(2)) == [four, one]
    assert list(available()) == [three]
    assert five not in available()
