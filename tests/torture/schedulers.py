"""Two beats, three workers and three sweeps at once: every letter is written once and sent once."""

from datetime import timedelta
from pathlib import Path

from celery import Celery
from django.db.models import Count
from django.utils import timezone

from dev.processes import CELERY
from directive.roles import Role
from outbox.models import Notification
from practitioners.models import Authorization
from tests.reminders.office import Department
from tests.torture.broker import Broker
from tests.torture.crew import all_sent, until
from tests.torture.live_site import live_site
from tests.torture.mail_server import MailServer

ROWS = 40
READERS = 10
ROUNDS = 5
DUE = "practitioner.advise.due"


def swept() -> bool:
    return Notification.objects.filter(event_type=DUE).count() >= ROWS * READERS


def test_nothing_extra(
    cloned_database: str, mail_server: MailServer, broker: Broker, tmp_path: Path, figures: dict
) -> None:
    department = Department()
    for number in range(READERS):
        department.person(f"pa{number}", Role.PA)
    for number in range(ROWS):
        department.nominate(department.person(f"nominee{number}"))
    Authorization.objects.update(
        due_on=timezone.localdate(), state_changed_at=timezone.now() - timedelta(days=30)
    )
    with live_site(tmp_path, broker.url, mail_server.port) as programs:
        for number in (2, 3):
            name = ("--hostname", f"worker{number}@%h", "--concurrency", "1")
            programs.commands[f"worker{number}"] = (*CELERY, "worker", *name)
            programs.start(f"worker{number}")
        schedule = ("--schedule", str(tmp_path / "beat2"))
        programs.commands["beat2"] = (*CELERY, "beat", *schedule)
        programs.start("beat2")
        queue = Celery(broker=broker.url)
        for _ in range(ROUNDS):
            for _ in range(3):
                queue.send_task("reminders.send_reminders")
            until(
                lambda: queue.connection_for_read().default_channel.client.llen("celery") == 0, 60
            )
        until(swept, 120)
        until(all_sent, 120)
        programs.require_running()
    taken = mail_server.taken()
    written = Notification.objects.filter(email__suppressed=False).count()
    figures |= {
        "sweeps asked for": 3 * ROUNDS,
        "letters written": written,
        "mails": taken.total(),
        "twice": taken.total() - len(taken),
    }
    due = Notification.objects.filter(event_type=DUE)
    assert due.count() == ROWS * READERS
    assert not due.values("object_id", "recipient").annotate(n=Count("pk")).filter(n__gt=1)
    assert taken.total() == len(taken) == written
