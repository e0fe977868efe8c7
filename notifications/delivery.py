"""Delivery of e-mails from the outbox to the mail server, at least once, each under one Message-ID.

A batch is locked, filtered as a whole, and each e-mail marked as soon as the server has accepted it. A delivery
that is killed at any point leaves at most that one e-mail to be sent again.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from time import monotonic, time

import structlog
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError

from notifications.digest import defer_to_digest, digest_contents
from notifications.email import EmailComposer
from notifications.relevance import filter_relevant
from outbox.heartbeat import EMAIL_SENT, SERVER_FAILED, record_heartbeat
from outbox.models import EmailDelivery
from outbox.queue import LOCK_DURATION, available, lock_batch, mark_sent, unlock
from outbox.retry import (
    InvalidEmail,
    describe_error,
    hold_back,
    reschedule,
    server_recovered_since,
)

log = structlog.get_logger()

MAX_BATCH_SIZE = 1000  # e-mails over one connection
MAX_SEND_DURATION = timedelta(seconds=45)  # four replies at ten seconds each, and some
RECIPIENT_ERRORS = (SMTPRecipientsRefused, SMTPDataError, InvalidEmail)
MAX_CONSECUTIVE_FAILURES = 5  # and none sent: the server serves nobody at the moment


def always() -> bool:
    return True


def deliver_batch(
    limit: int = MAX_BATCH_SIZE, may_go_on: Callable[[], bool] = always, *, newest: bool = False
) -> int:
    """Deliver up to `limit` available e-mails for as long as `may_go_on()`; gives how many were dealt with."""
    if not available().exists():
        return 0
    with _open_connection() as connection:
        if connection is None:
            return 0
        return _deliver(connection, lock_batch(limit, newest=newest), may_go_on)


@contextmanager
def _open_connection() -> Iterator[BaseEmailBackend | None]:
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # SMTPException is an OSError too
        record_heartbeat(SERVER_FAILED)
        log.warning("smtp_unavailable", error=describe_error(error))
        yield None
        return
    try:
        yield connection
    finally:
        connection.close()


def _deliver(
    connection: BaseEmailBackend, batch: Sequence[EmailDelivery], may_go_on: Callable[[], bool]
) -> int:
    # Time for one more e-mail before the lock runs out, by both clocks: other workers judge the lock by the
    # wall clock, which may jump.
    seconds = (LOCK_DURATION - MAX_SEND_DURATION).total_seconds()
    ends = [(clock, clock() + seconds) for clock in (monotonic, time)]
    waiting = deque(filter_relevant(defer_to_digest(batch)))
    delivery = Delivery(connection)
    while waiting and not delivery.server_failed and may_go_on():
        if any(clock() >= end for clock, end in ends):
            break
        delivery.send(waiting.popleft())
    delivery.finish()
    unlock(waiting)
    return len(batch) - len(waiting)


class Delivery:
    """The e-mails sent over one connection, and those that failed."""

    def __init__(self, connection: BaseEmailBackend) -> None:
        self.connection = connection
        self.composer = EmailComposer()
        self.sent = 0
        self.failures: list[tuple[EmailDelivery, Exception]] = []
        self.server_failed = False  # then the rest of the batch waits too

    def send(self, email: EmailDelivery) -> None:
        try:
            if contents := digest_contents(email):
                self._send(email, contents)
                self.sent += 1
        except RECIPIENT_ERRORS as error:
            # The fault of this e-mail, unless the server refuses one after the other.
            self.failures.append((email, error))
            self.server_failed = not self.sent and len(self.failures) >= MAX_CONSECUTIVE_FAILURES
        except OSError as error:
            self.failures.append((email, error))
            self.server_failed = True
        except DatabaseError:
            raise
        except Exception as error:
            # A fault in our code, and the other e-mails may be without it.
            hold_back(email, error)

    def _send(self, email: EmailDelivery, contents: list[EmailDelivery]) -> None:
        message = self.composer.compose(
            email.notification, [carried.notification for carried in contents]
        )
        if not message.recipients():
            raise InvalidEmail
        try:
            self.connection.send_messages([message])
        except ValueError as error:  # of an address that RFC 5322 does not allow
            raise InvalidEmail from error
        # Not in one transaction for the batch: a kill would send all of it again.
        mark_sent({email, *contents})

    def finish(self) -> None:
        """Record the heartbeats, and set the next attempt of each failure."""
        if not (self.sent or self.failures):
            return
        if self.sent:
            record_heartbeat(EMAIL_SENT)
        if self.server_failed:
            record_heartbeat(SERVER_FAILED)
        for email, error in self.failures:
            reschedule(email, error, served=self.sent > 0 or server_recovered_since(email))
        log.info(
            "emails_delivered",
            sent=self.sent,
            failed=len(self.failures),
            server_failed=self.server_failed,
        )
