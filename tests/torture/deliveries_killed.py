"""Some thousand e-mails, while deliveries are killed with -9 over and over: none lost, none shown twice."""

import random
import time

from directive.roles import Role
from notifications.delivery import deliver_batch
from outbox.models import EmailDelivery, Notification
from tests.factories import Department
from tests.torture.killed_processes import KilledProcesses, all_sent
from tests.torture.smtp_server import SmtpServer

EMAILS = 4000  # to begin with
RECIPIENTS = 100  # of each step
KILLS = 100
PROCESSES = 4
MAX_SECONDS = 900  # a killed delivery keeps its batch locked for ninety


def deliver() -> None:
    if not deliver_batch():
        time.sleep(0.05)


def create_emails(count: int, recipients: int) -> Department:
    department = Department()
    for name in range(recipients - 1):
        department.person(f"pa{name}", Role.PA)
    for name in range(count // recipients):  # to the PA staff, and to the nominee
        department.nominate(department.person(f"nominee{name}"))
    assert Notification.objects.count() == count
    return department


def deliver_while_killing(
    department: Department, smtp_server: SmtpServer, kills: int, *, max_pause: float = 0.2
) -> int:
    """Until deliveries were killed `kills` times and every e-mail is sent; how many were killed.

    A delivery is killed only after an e-mail was accepted since the last kill. Where a quick machine has sent
    every e-mail before that, another step creates more.
    """
    processes = KilledProcesses(deliver, PROCESSES)
    begun, accepted = time.monotonic(), 0
    try:
        while processes.kills < kills or not all_sent():
            time.sleep(random.uniform(max_pause / 10, max_pause))
            if processes.kills < kills and smtp_server.accepted().total() > accepted:
                processes.kill_one()
                accepted = smtp_server.accepted().total()
            if processes.kills < kills and all_sent():
                department.nominate(department.person(f"after{processes.kills}"))
            assert time.monotonic() - begun < MAX_SECONDS
    finally:
        processes.stop()
    return processes.kills


def test_killed_deliveries_lose_no_email_and_duplicate_no_message_id(
    cloned_database: str, smtp_server: SmtpServer, settings, figures: dict
) -> None:
    smtp_server.configure(settings)
    department = create_emails(EMAILS, RECIPIENTS)
    begun = time.monotonic()
    kills = deliver_while_killing(department, smtp_server, KILLS)
    emails = EmailDelivery.objects.count()
    accepted = smtp_server.accepted()
    duplicates = accepted.total() - len(accepted)
    figures |= {
        "e-mails": emails,
        "deliveries killed": kills,
        "lost": emails - len(accepted),
        "duplicates on the wire": duplicates,
        "duplicates after Message-ID": len(accepted) - emails,
        "seconds": round(time.monotonic() - begun),
    }
    assert kills == KILLS
    assert len(accepted) == emails >= EMAILS
    assert duplicates <= kills
