"""Several deliveries to a real mail server, on a database that commits."""

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
from tests.factories import Department

EMAILS = 40


class Mailbox:
    """Accepts every e-mail but those to `refused`, and may disconnect before it replies."""

    def __init__(self) -> None:
        self.message_ids: list[str] = []
        self.disconnects = False

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802
        if address.startswith("refused"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        head = envelope.content.decode("ascii", "replace").split("\r\n\r\n")[0]
        self.message_ids += [line for line in head.split("\r\n") if line.startswith("Message-ID")]
        if self.disconnects:
            server.transport.close()
        return "250 accepted"


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
def emails(cloned_database: str) -> None:
    department = Department()
    for number in range(EMAILS - 1):
        department.person(f"pa{number}", Role.PA)
    department.nominate()  # to each of the PA staff, and to the nominee
    assert Notification.objects.count() == EMAILS


def deliver(_: int) -> int:
    try:
        return deliver_batch()
    finally:
        connections.close_all()


def test_simultaneous_deliveries_send_each_email_once(emails: None, mailbox: Mailbox) -> None:
    with ThreadPoolExecutor(4) as pool:
        count = sum(pool.map(deliver, range(4)))
    assert count == EMAILS
    assert len(mailbox.message_ids) == len(set(mailbox.message_ids)) == EMAILS
    assert not Notification.objects.filter(email__sent_at__isnull=True).exists()


def test_connection_is_used_on_after_an_unknown_mailbox(emails: None, mailbox: Mailbox) -> None:
    email = EmailDelivery.objects.order_by("next_attempt_at").first()
    email.notification.recipient.email = "refused@demo.invalid"
    email.notification.recipient.save()
    assert deliver_batch() == EMAILS
    assert len(mailbox.message_ids) == EMAILS - 1
    email.refresh_from_db()
    assert email.last_error == "SMTPRecipientsRefused 550"


def test_email_whose_reply_was_lost_is_sent_again_under_its_message_id(
    emails: None, mailbox: Mailbox
) -> None:
    """The server may have accepted it or not. Sent again it has, and mail programs show it once."""
    mailbox.disconnects = True
    EmailDelivery.objects.exclude(pk=Notification.objects.first().pk).update(sent_at=timezone.now())
    deliver_batch()
    notification = Notification.objects.get(email__last_error="SMTPServerDisconnected")
    assert notification.email.attempts == 0
    EmailDelivery.objects.filter(pk=notification.pk).update(next_attempt_at=timezone.now())
    mailbox.disconnects = False
    deliver_batch()
    assert not Notification.objects.filter(email__sent_at__isnull=True).exists()
    assert (len(mailbox.message_ids), len(set(mailbox.message_ids))) == (2, 1)
