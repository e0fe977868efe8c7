"""A short form of the `deliveries_killed` part of `make torture`."""

from outbox.models import EmailDelivery
from tests.torture.deliveries_killed import create_emails, deliver_while_killing
from tests.torture.smtp_server import SmtpServer

EMAILS, RECIPIENTS, KILLS = 180, 30, 2


def test_killed_deliveries_lose_no_email_and_duplicate_no_message_id(
    cloned_database: str, smtp_server: SmtpServer, settings
) -> None:
    smtp_server.configure(settings)
    department = create_emails(EMAILS, RECIPIENTS)
    assert deliver_while_killing(department, smtp_server, KILLS, max_pause=0.01) == KILLS
    accepted = smtp_server.accepted()
    assert len(accepted) == EmailDelivery.objects.count() >= EMAILS
    assert accepted.total() - len(accepted) <= KILLS
