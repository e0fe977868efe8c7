"""The relay: letters from the outbox to the mail server, at least once, under one Message-ID.

It takes a batch, judges it as a whole, and marks each letter as soon as the server has it. Killed at any
point, it leaves at most that one letter to be sent again; the rest of its batch is free at once.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from time import monotonic, time

import structlog
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from notifications.digest import defer_to_digest, digest_contents
from notifications.email import EmailComposer
from notifications.relevance import filter_relevant
from notifications.sent_marks import SentMarks, sent_marks
from outbox.heartbeat import SENT, SERVER_FAILED, record_heartbeat
from outbox.models import Notification
from outbox.queue import LOCK_DURATION, available, lock_batch, unlock
from outbox.retry import RENDER_ERRORS, describe_error, reschedule, server_recovered_since

log = structlog.get_logger()

MAX_BATCH_SIZE = 1000  # letters over one connection, at most
MAX_SEND_DURATION = timedelta(
    seconds=45
)  # four answers of the server at ten seconds each, and some
RECIPIENT_ERRORS = (SMTPRecipientsRefused, SMTPDataError)
MAX_CONSECUTIVE_FAILURES = (
    5  # letters in trouble, and none sent: the server serves nobody at the moment
)


def always() -> bool:
    return True


def deliver_batch(
    limit: int = MAX_BATCH_SIZE, going_on: Callable[[], bool] = always, *, newest: bool = False
) -> int:
    """Deal with what waits, over one connection, for as long as `going_on`; the number dealt with."""
    if not available().exists():
        return 0
    with _open_connection() as connection:
        return _deliver(connection, lock_batch(limit, newest=newest), going_on) if connection else 0


@contextmanager
def _open_connection() -> Iterator[BaseEmailBackend | None]:
    connection = get_connection()
    try:
        connection.open()
    except OSError as problem:  # SMTP errors are OSErrors too
        record_heartbeat(SERVER_FAILED)
        log.warning("mail_server_not_reached", problem=describe_error(problem))
        yield None
        return
    try:
        yield connection
    finally:
        connection.close()


def _deliver(
    connection: BaseEmailBackend, taken: list[Notification], going_on: Callable[[], bool]
) -> int:
    in_hand = _lock_is_held()
    leaving = deque(filter_relevant(defer_to_digest(taken)))
    with sent_marks() as made:
        sending = Delivery(connection, made)
        while leaving and not sending.server_failed and in_hand() and going_on():
            sending.send(leaving.popleft())
    sending.finish()
    unlock(leaving)
    return len(taken) - len(leaving)


def _lock_is_held() -> Callable[[], bool]:
    """Whether what was taken now still is: the others judge by the clock on the wall, which may jump."""
    span = (LOCK_DURATION - MAX_SEND_DURATION).total_seconds()
    ends = [(clock, clock() + span) for clock in (monotonic, time)]
    return lambda: all(clock() < end for clock, end in ends)


class Delivery:
    """What happens to the letters of one connection."""

    def __init__(self, connection: BaseEmailBackend, marks: SentMarks) -> None:
        self.connection = connection
        self.sent_marks = marks
        self.composer = EmailComposer()
        self.sent = 0
        self.failures: list[tuple[Notification, Exception]] = []
        self.server_failed = False  # the server itself fails: what is left waits too

    def send(self, notification: Notification) -> None:
        try:
            if notifications := digest_contents(notification):
                self._send(notification, notifications)
                self.sent += 1
        except (*RECIPIENT_ERRORS, *RENDER_ERRORS) as problem:
            self.failures.append((notification, problem))
            self.server_failed = not self.sent and len(self.failures) >= MAX_CONSECUTIVE_FAILURES
        except OSError as problem:
            self.failures.append((notification, problem))
            self.server_failed = True

    def _send(self, notification: Notification, contents: list[Notification]) -> None:
        mail = self.composer.compose(notification, contents)
        if not mail.recipients():
            raise ValueError("a letter without an address")
        self.sent_marks.confirm()
        self.connection.send_messages([mail])
        self.sent_marks.write({notification, *contents})

    def finish(self) -> None:
        if not (self.sent or self.failures):
            return
        if self.sent:
            record_heartbeat(SENT)
        if self.server_failed:
            record_heartbeat(SERVER_FAILED)
        for notification, problem in self.failures:
            reschedule(
                notification, problem, served=self.sent > 0 or server_recovered_since(notification)
            )
        log.info(
            "letters_relayed", sent=self.sent, put_off=len(self.failures), cut=self.server_failed
        )
