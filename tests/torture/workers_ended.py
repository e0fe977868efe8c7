"""Workers asked to end while they deliver: they finish the e-mail in progress and unlock the rest at once."""

import signal
import time
from pathlib import Path

from outbox.models import EmailDelivery
from tests.torture.broker import Broker
from tests.torture.deliveries_killed import create_emails
from tests.torture.killed_processes import all_sent, wait_until
from tests.torture.live_site import live_site
from tests.torture.smtp_server import ACCEPTING, SLOW, SmtpServer

EMAILS, RECIPIENTS = 500, 50
ENDS = 10
MAX_SECONDS_TO_END = 20


def test_ended_worker_sends_no_email_twice_and_leaves_none_locked(
    cloned_database: str, smtp_server: SmtpServer, broker: Broker, tmp_path: Path, figures: dict
) -> None:
    create_emails(EMAILS, RECIPIENTS)
    smtp_server.set_mode(SLOW)
    with live_site(tmp_path, broker.url, smtp_server.port) as processes:
        left_locked, longest = 0, 0.0
        for number in range(ENDS):
            before = smtp_server.accepted().total()
            wait_until(
                lambda before=before: smtp_server.accepted().total() > before or all_sent(), 60
            )
            begun = time.monotonic()
            worker = processes.running["worker"]
            worker.send_signal(signal.SIGQUIT if number % 2 else signal.SIGTERM)
            worker.wait(MAX_SECONDS_TO_END)
            longest = max(longest, time.monotonic() - begun)
            left_locked += EmailDelivery.objects.filter(locked_until__isnull=False).count()
            processes.start("worker")
        smtp_server.set_mode(ACCEPTING)
        wait_until(all_sent, 60)
    accepted = smtp_server.accepted()
    figures |= {
        "workers ended": ENDS,
        "e-mails": len(accepted),
        "sent twice": accepted.total() - len(accepted),
        "left locked": left_locked,
        "longest end": f"{longest:.1f} s",
    }
    assert accepted.total() == len(accepted) == EMAILS
    assert left_locked == 0
