"""An e-mail that could not be sent is tried again, each time later, and in the end has failed."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

import structlog
from django.utils import timezone

from outbox.heartbeat import EMAIL_SENT, last_heartbeat
from outbox.models import EmailDelivery

log = structlog.get_logger()

MAX_ATTEMPTS = 10  # about two and a half hours after the first
FIRST_DELAY = timedelta(seconds=20)
MAX_DELAY = timedelta(hours=1)
FIRST_PERMANENT_CODE = 500  # SMTP codes from here on are final (RFC 5321, 4.2.1)
RETRY_FIELDS = ["attempts", "last_error", "next_attempt_at", "failed_at", "locked_until", "digest"]


class InvalidEmail(Exception):
    """It has no address, or one that no mail server can be given."""


def reschedule(email: EmailDelivery, error: Exception, *, served: bool) -> None:
    """Set the next attempt, or the failure after the last one.

    `served`: whether the server sent other e-mails meanwhile. One that serves nobody costs no attempt.
    """
    is_temporary = isinstance(error, OSError) and smtp_code(error) < FIRST_PERMANENT_CODE
    # An address that is missing now is missing later.
    if served or not is_temporary:
        email.attempts += 1
    if email.attempts >= MAX_ATTEMPTS:
        email.failed_at = timezone.now()
        log.warning("email_failed", email=str(email.pk), error=describe_error(error))
    else:
        email.next_attempt_at = timezone.now() + _delay(email.attempts)
        log.warning("email_retry_scheduled", email=str(email.pk), error=describe_error(error))
    _save(email, error)


def hold_back(email: EmailDelivery, error: Exception) -> None:
    """Keep an e-mail that our own code failed on: it leaves by itself once the code is corrected.

    It costs no attempt. The error is logged at every try, and the queue falls behind.
    """
    log.error("email_error", email=str(email.pk), exc_info=error)
    email.next_attempt_at = timezone.now() + MAX_DELAY
    email.digest = None  # it must not hold its digest back
    _save(email, error)


def _save(email: EmailDelivery, error: Exception) -> None:
    email.last_error = describe_error(error)
    email.locked_until = None
    # Not what another delivery has sent since, after the lease ran out.
    EmailDelivery.objects.filter(pk=email.pk, sent_at__isnull=True).update(
        **{name: getattr(email, name) for name in RETRY_FIELDS}
    )


def server_recovered_since(email: EmailDelivery) -> bool:
    """Whether the server has sent anything since this e-mail was last tried: the fault is then its own."""
    sent = last_heartbeat(EMAIL_SENT)
    last_tried_at = email.next_attempt_at - _delay(email.attempts)
    # What was sent in the future was sent before the clock was set back, and tells nothing.
    return sent is not None and last_tried_at < sent.seen_at <= timezone.now()


def describe_error(error: Exception) -> str:
    """The class of the error and the server's code; its text would hold addresses."""
    return f"{type(error).__name__} {smtp_code(error) or ''}".strip()


def smtp_code(error: Exception) -> int:
    if isinstance(error, SMTPRecipientsRefused):
        return next((code for code, _ in error.recipients.values()), 0)
    return error.smtp_code if isinstance(error, SMTPResponseException) else 0


def _delay(attempts: int) -> timedelta:
    doublings = max(attempts - 1, 0)
    return min(FIRST_DELAY * (1 << doublings), MAX_DELAY)
