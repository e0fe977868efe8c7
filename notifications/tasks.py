"""Celery tasks that deliver e-mails. Each may be lost, repeated or run twice at once."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from celery import shared_task
from kombu.exceptions import OperationalError

from notifications import delivery
from notifications.digest import write_digests
from outbox.heartbeat import DELIVERY, is_mail_server_failing, record_heartbeat
from outbox.queue import available, reset_future_rows
from reminders.tasks import RETRIED_WHEN_LOST


@contextmanager
def run_for(seconds: float) -> Iterator[Callable[[], bool]]:
    """Whether to go on: until the time is over, or somebody ends the process, which it then does."""
    asked: list[int] = []
    end = time.monotonic() + seconds
    before = signal.signal(signal.SIGTERM, lambda number, frame: asked.append(number))
    try:
        yield lambda: not asked and time.monotonic() < end
    finally:
        signal.signal(signal.SIGTERM, before)
        if asked:
            signal.raise_signal(signal.SIGTERM)


MAX_RUN_SECONDS = (
    4  # seconds of one run: the next beat goes on, and a worker that ends need not wait
)
FIRST_BATCH_SIZE = (
    50  # letters of its first batch: a slow mail server leaves the others to other workers
)


@shared_task(name="notifications.deliver_emails", time_limit=120, **RETRIED_WHEN_LOST)
def deliver_emails() -> None:
    """The newest first, so that the mail of a step leaves at once whatever waits; then the oldest."""
    with run_for(MAX_RUN_SECONDS) as going_on:
        record_heartbeat(DELIVERY)
        reset_future_rows()
        if available()[FIRST_BATCH_SIZE:].exists() and not is_mail_server_failing():
            _start_another_delivery()
        batch = FIRST_BATCH_SIZE
        full = delivery.deliver_batch(batch, going_on, newest=True) == batch
        while full and going_on():
            batch = min(2 * batch, delivery.MAX_BATCH_SIZE)
            full = delivery.deliver_batch(batch, going_on) == batch


def _start_another_delivery() -> None:
    """There is much to send: whoever is free may help, and calls the next one."""
    with suppress(OperationalError):  # without the broker, the next beat is near
        deliver_emails.apply_async(expires=2 * MAX_RUN_SECONDS, retry=False)


@shared_task(name="notifications.send_digests", time_limit=120, **RETRIED_WHEN_LOST)
def send_digests() -> None:
    write_digests()
