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

from reminders.beats import CUT, SENT, beat
from reminders.digest import contents, hold
from reminders.judging import needed
from reminders.mail import Writer
from reminders.marks import Marks, marks
from reminders.outbox import LEASE, free, let_go, take
from reminders.trouble import UNWRITABLE, describe, put_off, served_since
from workflow.models import Letter

log = structlog.get_logger()

BATCH = 1000  # letters over one connection, at most
LONGEST_SENDING = timedelta(seconds=45)  # four answers of the server at ten seconds each, and some
OF_THE_LETTER = (SMTPRecipientsRefused, SMTPDataError)
ENOUGH = 5  # letters in trouble, and none sent: the server serves nobody at the moment


def always() -> bool:
    return True


def relay(
    limit: int = BATCH, going_on: Callable[[], bool] = always, *, newest: bool = False
) -> int:
    """Deal with what waits, over one connection, for as long as `going_on`; the number dealt with."""
    if not free().exists():
        return 0
    with _connection() as connection:
        return _relay(connection, take(limit, newest=newest), going_on) if connection else 0


@contextmanager
def _connection() -> Iterator[BaseEmailBackend | None]:
    connection = get_connection()
    try:
        connection.open()
    except OSError as problem:  # SMTP errors are OSErrors too
        beat(CUT)
        log.warning("mail_server_not_reached", problem=describe(problem))
        yield None
        return
    try:
        yield connection
    finally:
        connection.close()


def _relay(connection: BaseEmailBackend, taken: list[Letter], going_on: Callable[[], bool]) -> int:
    in_hand = _in_hand()
    leaving = deque(needed(hold(taken)))
    with marks() as made:
        sending = Sending(connection, made)
        while leaving and not sending.cut and in_hand() and going_on():
            sending.send(leaving.popleft())
    sending.settle()
    let_go(leaving)
    return len(taken) - len(leaving)


def _in_hand() -> Callable[[], bool]:
    """Whether what was taken now still is: the others judge by the clock on the wall, which may jump."""
    span = (LEASE - LONGEST_SENDING).total_seconds()
    ends = [(clock, clock() + span) for clock in (monotonic, time)]
    return lambda: all(clock() < end for clock, end in ends)


class Sending:
    """What happens to the letters of one connection."""

    def __init__(self, connection: BaseEmailBackend, marks: Marks) -> None:
        self.connection = connection
        self.marks = marks
        self.writer = Writer()
        self.sent = 0
        self.troubled: list[tuple[Letter, Exception]] = []
        self.cut = False  # the server itself fails: what is left waits too

    def send(self, letter: Letter) -> None:
        try:
            if letters := contents(letter):
                self._send(letter, letters)
                self.sent += 1
        except (*OF_THE_LETTER, *UNWRITABLE) as problem:
            self.troubled.append((letter, problem))
            self.cut = not self.sent and len(self.troubled) >= ENOUGH
        except OSError as problem:
            self.troubled.append((letter, problem))
            self.cut = True

    def _send(self, letter: Letter, contents: list[Letter]) -> None:
        mail = self.writer.compose(letter, contents)
        if not mail.recipients():
            raise ValueError("a letter without an address")
        self.marks.confirm()
        self.connection.send_messages([mail])
        self.marks.write({letter, *contents})

    def settle(self) -> None:
        if not (self.sent or self.troubled):
            return
        if self.sent:
            beat(SENT)
        if self.cut:
            beat(CUT)
        for letter, problem in self.troubled:
            put_off(letter, problem, served=self.sent > 0 or served_since(letter))
        log.info("letters_relayed", sent=self.sent, put_off=len(self.troubled), cut=self.cut)
