"""The relay: letters from the outbox to the mail server, at least once, under one Message-ID."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

import structlog
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.urls import NoReverseMatch
from django.utils import timezone

from reminders.mail import compose
from reminders.relevance import why_not
from workflow.models import Letter

log = structlog.get_logger()

BATCH = 100  # letters over one connection
LAST_ATTEMPT = 8
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=1)
REFUSED = (SMTPRecipientsRefused, SMTPDataError)
UNWRITABLE = (LookupError, ValueError, NoReverseMatch)


def waiting() -> QuerySet[Letter]:
    """Letters that may leave now, the longest due first."""
    return Letter.objects.filter(
        sent_at__isnull=True, given_up_at__isnull=True, due_at__lte=timezone.now()
    ).order_by("due_at")


def relay(limit: int = BATCH) -> int:
    """Deal with what waits, over one connection; the number of letters dealt with."""
    if not waiting().exists():
        return 0
    connection = get_connection()
    try:
        connection.open()
    except OSError as problem:  # SMTP errors are OSErrors too
        log.warning("mail_server_not_reached", problem=describe(problem))
        return 0
    done = 0
    try:
        while done < limit and _relay_one(connection):
            done += 1
    finally:
        connection.close()
    return done


def _relay_one(connection: BaseEmailBackend) -> bool:
    """Lock, send and mark one letter in one transaction: killed in between, that one goes again."""
    with transaction.atomic():
        letter = (
            waiting()
            .select_related("recipient")
            .select_for_update(of=("self",), skip_locked=True)
            .first()
        )
        if letter is None:
            return False
        goes_on = _send(letter, connection)
        letter.save(update_fields=["sent_at", "attempts", "problem", "due_at", "given_up_at"])
    return goes_on


def _send(letter: Letter, connection: BaseEmailBackend) -> bool:
    """False when the server itself fails: the letter is not to blame, and the rest waits too."""
    if reason := why_not(letter):
        _give_up(letter, reason)
        return True
    try:
        connection.send_messages([compose(letter)])
    except (*REFUSED, *UNWRITABLE) as problem:
        _failed(letter, describe(problem))
    except OSError as problem:
        _postpone(letter, describe(problem), FIRST_DELAY)
        return False
    else:
        letter.sent_at = timezone.now()
        letter.problem = ""
    return True


def _failed(letter: Letter, problem: str) -> None:
    letter.attempts += 1
    if letter.attempts >= LAST_ATTEMPT:
        _give_up(letter, problem)
    else:
        _postpone(letter, problem, min(FIRST_DELAY * 2**letter.attempts, LONGEST_DELAY))


def _postpone(letter: Letter, problem: str, delay: timedelta) -> None:
    letter.problem = problem
    letter.due_at = timezone.now() + delay
    log.warning("letter_postponed", letter=str(letter.pk), problem=problem)


def _give_up(letter: Letter, problem: str) -> None:
    letter.problem = problem
    letter.given_up_at = timezone.now()
    log.warning("letter_given_up", letter=str(letter.pk), problem=problem)


def describe(problem: Exception) -> str:
    """The kind of problem and the server's code; its text would hold addresses."""
    code = getattr(problem, "smtp_code", "")
    if isinstance(problem, SMTPRecipientsRefused):
        code = next((code for code, _ in problem.recipients.values()), "")
    return f"{type(problem).__name__} {code}".strip()
