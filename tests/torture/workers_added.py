"""A slow mail server and a long queue: added workers share it, and the e-mail of a new step goes before it."""

import time
from pathlib import Path

from dev.processes import CELERY
from outbox.models import EmailDelivery
from tests.torture.broker import Broker
from tests.torture.deliveries_killed import create_emails
from tests.torture.killed_processes import wait_until
from tests.torture.live_site import live_site
from tests.torture.smtp_server import SLOW, SmtpServer

EMAILS, RECIPIENTS = 2000, 100
SECONDS = 15  # of each measurement
MAX_WAIT = 15  # seconds for the e-mail of a new step


def count_sent_in(seconds: float) -> int:
    sent = EmailDelivery.objects.filter(sent_at__isnull=False)
    before = sent.count()
    time.sleep(seconds)
    return sent.count() - before


def test_added_workers_send_more_and_a_new_email_does_not_wait(
    cloned_database: str, smtp_server: SmtpServer, broker: Broker, tmp_path: Path, figures: dict
) -> None:
    department = create_emails(EMAILS, RECIPIENTS)
    smtp_server.set_mode(SLOW)
    with live_site(tmp_path, broker.url, smtp_server.port) as processes:
        wait_until(lambda: smtp_server.accepted().total() > 0, 60)
        by_one = count_sent_in(SECONDS)
        for name in ("worker2", "worker3"):
            options = ("--hostname", f"{name}@%h", "--concurrency", "1")
            processes.commands[name] = (*CELERY, "worker", *options)
            processes.start(name)
        time.sleep(10)  # until they have started
        by_three = count_sent_in(SECONDS)
        row = department.nominate(department.person("late"))
        new = EmailDelivery.objects.filter(
            notification__object_id=row.pk, notification__recipient__username="late"
        )
        waited = wait_until(new.filter(sent_at__isnull=False).exists, MAX_WAIT)
        waiting = EmailDelivery.objects.filter(sent_at__isnull=True).count()
        processes.require_running()
    figures |= {
        f"e-mails in {SECONDS} s by one worker": by_one,
        f"e-mails in {SECONDS} s by three workers": by_three,
        "e-mail of a new step sent after": f"{waited:.1f} s, before {waiting} others",
    }
    assert by_three > 2 * by_one
    assert waiting
    accepted = smtp_server.accepted()
    assert accepted.total() == len(accepted)
