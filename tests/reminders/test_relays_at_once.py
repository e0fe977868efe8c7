"""Several relays against a real mail server, on a database that commits."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from aiosmtpd.controller import Controller
from django.db import connections
from django.utils import timezone

from directive.roles import Role
from reminders.relay import relay
from tests.reminders.office import Department
from workflow.models import Letter

LETTERS = 40


class Mailbox:
    """Takes every mail but those to `refused`, and may hang up before it says so."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.hangs_up = False

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802
        if address.startswith("refused"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        head = envelope.content.decode("ascii", "replace").split("\r\n\r\n")[0]
        self.ids += [line for line in head.split("\r\n") if line.startswith("Message-ID")]
        if self.hangs_up:
            server.transport.close()
        return "250 taken"


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    mailbox = Mailbox()
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield mailbox
    server.stop()


@pytest.fixture
def letters(cloned_database: str) -> None:
    department = Department()
    for number in range(LETTERS - 1):
        department.person(f"pa{number}", Role.PA)
    department.nominate()  # to each of the PA staff, and to the nominee
    assert Letter.objects.count() == LETTERS


def run(_: int) -> int:
    try:
        return relay()
    finally:
        connections.close_all()


def test_no_letter_goes_twice_and_none_is_left(letters: None, mailbox: Mailbox) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = sum(pool.map(run, range(4)))
    assert done == LETTERS
    assert len(mailbox.ids) == len(set(mailbox.ids)) == LETTERS
    assert not Letter.objects.filter(sent_at__isnull=True).exists()


def test_a_mailbox_that_is_not_there_leaves_the_connection_usable(
    letters: None, mailbox: Mailbox
) -> None:
    letter = Letter.objects.order_by("due_at").first()
    letter.recipient.email = "refused@demo.invalid"
    letter.recipient.save()
    assert relay() == LETTERS
    assert len(mailbox.ids) == LETTERS - 1
    letter.refresh_from_db()
    assert letter.problem == "SMTPRecipientsRefused 550"


def test_a_letter_whose_answer_is_lost_is_sent_again_under_its_message_id(
    letters: None, mailbox: Mailbox
) -> None:
    """The server may have it or not: sent again it is there, and shows once."""
    mailbox.hangs_up = True
    Letter.objects.exclude(pk=Letter.objects.first().pk).update(sent_at=timezone.now())
    relay()
    letter = Letter.objects.get(problem="SMTPServerDisconnected")
    assert letter.attempts == 0
    Letter.objects.filter(pk=letter.pk).update(due_at=timezone.now())
    mailbox.hangs_up = False
    relay()
    assert not Letter.objects.filter(sent_at__isnull=True).exists()
    assert (len(mailbox.ids), len(set(mailbox.ids))) == (2, 1)
