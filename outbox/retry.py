"""What becomes of a letter that could not be sent: tried again, each time later, and at last given up."""

from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

import structlog
from django.template import TemplateSyntaxError
from django.urls import NoReverseMatch
from django.utils import timezone

from outbox.heartbeat import SENT, last_heartbeat
from outbox.models import Notification

log = structlog.get_logger()

MAX_ATTEMPTS = 10  # about two and a half hours after the first
FIRST_DELAY = timedelta(seconds=20)
MAX_DELAY = timedelta(hours=1)
# Of one letter, whatever it may be that it holds: it must not stop the others.
RENDER_ERRORS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    NoReverseMatch,
    TemplateSyntaxError,
)
PERMANENT_CODES = 500  # codes from here on: the server will not change its mind by itself
RETRY_FIELDS = ["attempts", "last_error", "next_attempt_at", "failed_at", "locked_until", "digest"]


def reschedule(notification: Notification, problem: Exception, *, served: bool) -> None:
    """A server that serves nobody at the moment costs no attempt: the letter is not to blame."""
    notification.last_error = describe_error(problem)
    notification.locked_until = None
    notification.digest = None  # what cannot be read does not keep a digest
    if served or not _is_temporary(problem):
        notification.attempts += 1
    if notification.attempts >= MAX_ATTEMPTS:
        notification.failed_at = timezone.now()
        log.warning(
            "letter_given_up", notification=str(notification.pk), problem=notification.last_error
        )
    else:
        notification.next_attempt_at = timezone.now() + _delay(notification.attempts)
        log.warning(
            "letter_postponed", notification=str(notification.pk), problem=notification.last_error
        )
    notification.save(update_fields=RETRY_FIELDS)


def server_recovered_since(notification: Notification) -> bool:
    """Whether the server has served somebody since it was last tried: then this letter is to blame.

    What was sent on a clock that ran ahead, and was set back since, tells nothing.
    """
    last = last_heartbeat(SENT)
    tried = notification.next_attempt_at - _delay(notification.attempts)
    return last is not None and tried < last.seen_at <= timezone.now()


def describe_error(problem: Exception) -> str:
    """The kind of problem and the server's code; its text would hold addresses."""
    return f"{type(problem).__name__} {smtp_code(problem) or ''}".strip()


def smtp_code(problem: Exception) -> int:
    if isinstance(problem, SMTPRecipientsRefused):
        return next((code for code, _ in problem.recipients.values()), 0)
    return problem.smtp_code if isinstance(problem, SMTPResponseException) else 0


def _is_temporary(problem: Exception) -> bool:
    """Of the connection, or put by the server as temporary; a letter that cannot be written stays so."""
    return isinstance(problem, SMTPException | OSError) and smtp_code(problem) < PERMANENT_CODES


def _delay(attempts: int) -> timedelta:
    return min(FIRST_DELAY * 2 ** max(attempts - 1, 0), MAX_DELAY)
