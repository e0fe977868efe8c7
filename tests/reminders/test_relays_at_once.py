"""Several relays against a real mail server, on a database that commits."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from aiosmtpd.controller import Controller
from django.db import connections
from django.utils import timezone

from directive.roles import Role
from notifications.delivery import deliver_batch
from outbox.models import EmailDelivery, Notification
from tests.reminders.office import Department

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
def notifications(cloned_database: str) -> None:
    department = Department()
    for number in range(LETTERS - 1):
        department.person(f"pa{number}", Role.PA)
    department.nominate()  # to each of the PA staff, and to the nominee
    assert Notification.objects.count() == LETTERS


def run(_: int) -> int:
    try:
        return deliver_batch()
    finally:
        connections.close_all()


def test_no_letter_goes_twice_and_none_is_left(notifications: None, mailbox: Mailbox) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = sum(pool.map(run, range(4)))
    assert done == LETTERS
    assert len(mailbox.ids) == len(set(mailbox.ids)) == LETTERS
    assert not Notification.objects.filter(email__sent_at__isnull=True).exists()


def test_a_mailbox_that_is_not_there_leaves_the_connection_usable(
    notifications: None, mailbox: Mailbox
) -> None:
    email = EmailDelivery.objects.order_by("next_attempt_at").first()
    email.notification.recipient.email = "refused@demo.invalid"
    email.notification.recipient.save()
    assert deliver_batch() == LETTERS
    assert len(mailbox.ids) == LETTERS - 1
    email.refresh_from_db()
    assert email.last_error == "SMTPRecipientsRefused 550"


def test_a_letter_whose_answer_is_lost_is_sent_again_under_its_message_id(
    notifications: None, mailbox: Mailbox
) -> None:
    """The server may have it or not: sent again it is there, and shows once."""
    mailbox.hangs_up = True
    EmailDelivery.objects.exclude(pk=Notification.objects.first().pk).update(sent_at=timezone.now())
    deliver_batch()
    notification = Notification.objects.get(email__last_error="SMTPServerDisconnected")
    assert notification.email.attempts == 0
    EmailDelivery.objects.filter(pk=notification.pk).update(next_attempt_at=timezone.now())
    mailbox.hangs_up = False
    deliver_batch()
    assert not Notification.objects.filter(email__sent_at__isnull=True).exists()
    assert (len(mailbox.ids), len(set(mailbox.ids))) == (2, 1)
