"""Two beats, three workers and three reminder runs at once: every e-mail is created once and sent once."""

from datetime import timedelta
from pathlib import Path

from celery import Celery
from django.db.models import Count
from django.utils import timezone

from dev.processes import CELERY
from directive.roles import Role
from outbox.models import EmailDelivery, Notification
from practitioners.models import Authorization
from tests.factories import Department
from tests.torture.broker import Broker
from tests.torture.killed_processes import all_sent, wait_until
from tests.torture.live_site import live_site
from tests.torture.smtp_server import SmtpServer

ROWS = 40
RECIPIENTS = 10
ROUNDS = 5
DUE = "practitioner.advise.due"


def all_reminders_created() -> bool:
    return Notification.objects.filter(event_type=DUE).count() >= ROWS * RECIPIENTS


def test_several_schedulers_create_and_send_each_email_once(
    cloned_database: str, smtp_server: SmtpServer, broker: Broker, tmp_path: Path, figures: dict
) -> None:
    department = Department()
    for number in range(RECIPIENTS):
        department.person(f"pa{number}", Role.PA)
    for number in range(ROWS):
        department.nominate(department.person(f"nominee{number}"))
    Authorization.objects.update(
        due_on=timezone.localdate(), state_changed_at=timezone.now() - timedelta(days=30)
    )
    with live_site(tmp_path, broker.url, smtp_server.port) as processes:
        for number in (2, 3):
            options = ("--hostname", f"worker{number}@%h", "--concurrency", "1")
            processes.commands[f"worker{number}"] = (*CELERY, "worker", *options)
            processes.start(f"worker{number}")
        schedule = ("--schedule", str(tmp_path / "beat2"))
        processes.commands["beat2"] = (*CELERY, "beat", *schedule)
        processes.start("beat2")
        queue = Celery(broker=broker.url)
        for _ in range(ROUNDS):
            for _ in range(3):
                queue.send_task("reminders.send_reminders")
            wait_until(
                lambda: queue.connection_for_read().default_channel.client.llen("celery") == 0, 60
            )
        wait_until(all_reminders_created, 120)
        wait_until(all_sent, 120)
        processes.require_running()
    accepted = smtp_server.accepted()
    emails = EmailDelivery.objects.filter(suppressed=False).count()
    figures |= {
        "reminder runs asked for": 3 * ROUNDS,
        "e-mails created": emails,
        "e-mails sent": accepted.total(),
        "sent twice": accepted.total() - len(accepted),
    }
    due = Notification.objects.filter(event_type=DUE)
    assert due.count() == ROWS * RECIPIENTS
    assert not due.values("object_id", "recipient").annotate(n=Count("pk")).filter(n__gt=1)
    assert accepted.total() == len(accepted) == emails
