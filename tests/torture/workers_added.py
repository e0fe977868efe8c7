"""A slow mail server and much to send: workers that are added share it, and news does not wait behind it."""

import time
from pathlib import Path

from dev.processes import CELERY
from outbox.models import Notification
from tests.torture import mail_server as modes
from tests.torture.broker import Broker
from tests.torture.crew import until
from tests.torture.live_site import live_site
from tests.torture.mail_server import MailServer
from tests.torture.relays_killed import write_letters

LETTERS, READERS = 2000, 100
SECONDS = 15  # of each measure
AT_ONCE = 15  # seconds


def sent_in(seconds: float) -> int:
    sent = Notification.objects.filter(email__sent_at__isnull=False)
    before = sent.count()
    time.sleep(seconds)
    return sent.count() - before


def test_added_workers_send_more_and_news_does_not_wait(
    cloned_database: str, mail_server: MailServer, broker: Broker, tmp_path: Path, figures: dict
) -> None:
    department = write_letters(LETTERS, READERS)
    mail_server.be(modes.SLOW)
    with live_site(tmp_path, broker.url, mail_server.port) as programs:
        until(lambda: mail_server.taken().total() > 0, 60)
        alone = sent_in(SECONDS)
        for name in ("worker2", "worker3"):
            options = ("--hostname", f"{name}@%h", "--concurrency", "1")
            programs.commands[name] = (*CELERY, "worker", *options)
            programs.start(name)
        time.sleep(10)  # until they are there
        together = sent_in(SECONDS)
        row = department.nominate(department.person("late"))
        news = Notification.objects.filter(object_id=row.pk, recipient__username="late")
        waited = until(news.filter(email__sent_at__isnull=False).exists, AT_ONCE)
        waiting = Notification.objects.filter(email__sent_at__isnull=True).count()
        programs.require_running()
    figures |= {
        f"letters in {SECONDS} s by one worker": alone,
        f"letters in {SECONDS} s by three": together,
        "a step's letter left after": f"{waited:.1f} s, before {waiting} others",
    }
    assert together > 2 * alone
    assert waiting
    taken = mail_server.taken()
    assert taken.total() == len(taken)
