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

MAX_RUN_SECONDS = 4  # less than the schedule's interval, and a worker that ends need not wait long
FIRST_BATCH_SIZE = 50  # small, so that a slow mail server leaves the rest to other workers


@contextmanager
def run_for(seconds: float) -> Iterator[Callable[[], bool]]:
    """Gives a predicate: whether to go on. False once the time is over or the process was asked to end."""
    sigterms: list[int] = []
    end = time.monotonic() + seconds
    handler = signal.signal(signal.SIGTERM, lambda number, _frame: sigterms.append(number))
    try:
        yield lambda: not sigterms and time.monotonic() < end
    finally:
        signal.signal(signal.SIGTERM, handler)
        # Handled late, not swallowed: the e-mail under way was finished first.
        if sigterms:
            signal.raise_signal(signal.SIGTERM)


@shared_task(name="notifications.deliver_emails", time_limit=120)
def deliver_emails() -> None:
    with run_for(MAX_RUN_SECONDS) as may_go_on:
        record_heartbeat(DELIVERY)
        reset_future_rows()
        if available()[FIRST_BATCH_SIZE:].exists() and not is_mail_server_failing():
            # Another worker helps with a long queue, and starts the next one likewise. Without the broker,
            # the schedule starts one soon.
            with suppress(OperationalError):
                deliver_emails.apply_async(expires=2 * MAX_RUN_SECONDS, retry=False)
        # The newest first, so that the e-mail of a step leaves at once behind any queue; then the oldest.
        size = FIRST_BATCH_SIZE
        is_full = delivery.deliver_batch(size, may_go_on, newest=True) == size
        while is_full and may_go_on():
            size = min(2 * size, delivery.MAX_BATCH_SIZE)
            is_full = delivery.deliver_batch(size, may_go_on) == size


@shared_task(name="notifications.send_digests", time_limit=120)
def send_digests() -> None:
    write_digests()
