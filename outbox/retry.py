"""What becomes of a letter that could not be sent: tried again, each time later, and at last given up."""

from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

import structlog
from django.template import TemplateSyntaxError
from django.urls import NoReverseMatch
from django.utils import timezone

from reminders.beats import SENT, last_beat
from workflow.models import Letter

log = structlog.get_logger()

LAST_ATTEMPT = 10  # about two and a half hours after the first
FIRST_DELAY = timedelta(seconds=20)
LONGEST_DELAY = timedelta(hours=1)
# Of one letter, whatever it may be that it holds: it must not stop the others.
UNWRITABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    NoReverseMatch,
    TemplateSyntaxError,
)
FOR_GOOD = 500  # codes from here on: the server will not change its mind by itself
PUT_OFF = ["attempts", "problem", "due_at", "given_up_at", "taken_until", "digest"]


def put_off(letter: Letter, problem: Exception, *, served: bool) -> None:
    """A server that serves nobody at the moment costs no attempt: the letter is not to blame."""
    letter.problem = describe(problem)
    letter.taken_until = None
    letter.digest = None  # what cannot be read does not keep a digest
    if served or not _passing(problem):
        letter.attempts += 1
    if letter.attempts >= LAST_ATTEMPT:
        letter.given_up_at = timezone.now()
        log.warning("letter_given_up", letter=str(letter.pk), problem=letter.problem)
    else:
        letter.due_at = timezone.now() + _delay(letter.attempts)
        log.warning("letter_postponed", letter=str(letter.pk), problem=letter.problem)
    letter.save(update_fields=PUT_OFF)


def served_since(letter: Letter) -> bool:
    """Whether the server has served somebody since it was last tried: then this letter is to blame.

    What was sent on a clock that ran ahead, and was set back since, tells nothing.
    """
    last = last_beat(SENT)
    tried = letter.due_at - _delay(letter.attempts)
    return last is not None and tried < last.at <= timezone.now()


def describe(problem: Exception) -> str:
    """The kind of problem and the server's code; its text would hold addresses."""
    return f"{type(problem).__name__} {code(problem) or ''}".strip()


def code(problem: Exception) -> int:
    if isinstance(problem, SMTPRecipientsRefused):
        return next((code for code, _ in problem.recipients.values()), 0)
    return problem.smtp_code if isinstance(problem, SMTPResponseException) else 0


def _passing(problem: Exception) -> bool:
    """Of the connection, or put by the server as temporary; a letter that cannot be written stays so."""
    return isinstance(problem, SMTPException | OSError) and code(problem) < FOR_GOOD


def _delay(attempts: int) -> timedelta:
    return min(FIRST_DELAY * 2 ** max(attempts - 1, 0), LONGEST_DELAY)
