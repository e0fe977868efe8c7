"""The system clock of the site and its database jumps, and daylight saving time begins and ends.

At each change: over it, a day forward during deliveries, back again, and to that next day when it comes. Each
reminder is created once and sent once, and e-mails are sent soon, whatever the clock was set to. A jump forward
ends the lock of a delivery, and others send its batch: the e-mail in progress may be sent twice.
"""

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from access.models import RoleAssignment
from dev.processes import CELERY
from directive.roles import Role
from outbox.models import EmailDelivery, Notification
from reminders.models import ReminderRun
from tests.factories import Department
from tests.torture.broker import Broker
from tests.torture.fake_clock import FakeClock, open_folder, separate_postgres
from tests.torture.killed_processes import all_sent, wait_until
from tests.torture.live_site import Superior, live_site
from tests.torture.smtp_server import ACCEPTING, BUSY, SLOW, SmtpServer

ZONE = ZoneInfo("America/Toronto")
CHANGES = (date(2026, 3, 8), date(2026, 11, 1))
DAY = timedelta(days=1)
ROWS, RECIPIENTS = 6, 4  # half of the rows on the day itself, half on the next
DUE = "role_assignment.ending.due"
MAX_SEND_SECONDS = 30
MAX_RUN_SECONDS = 45  # after the scheduled time of a reminder run
WORKERS = 3
STEPS = 24  # whose e-mails are being sent, slowly, at a jump forward


@pytest.fixture
def fake_clock(django_db_blocker) -> Iterator[FakeClock]:
    with open_folder() as folder:
        clock = FakeClock(folder)
        (folder / "data").mkdir()
        with (
            clock.used_by_new_processes(),
            django_db_blocker.unblock(),
            separate_postgres(folder / "data"),
        ):
            yield clock


class Days:
    """The days around a change, at the live site."""

    def __init__(
        self, clock: FakeClock, smtp_server: SmtpServer, address: str, department: Department
    ) -> None:
        self.clock, self.smtp_server, self.address = clock, smtp_server, address
        self.department = department
        self.numbers = iter(range(1, 100))
        self.longest = 0.0

    def pass_change(self, day: date) -> None:
        self.set_clock(day, "01:59:50")
        self.require_all_sent()
        time.sleep(20)  # past the change: 3:00 then, or 1:00 again
        self.require_all_sent()
        self.wait_for_run(day, "06:29:55")
        self.require_all_sent()
        self.forward_and_back()
        self.require_all_sent()
        self.wait_for_run(day, "07:29:55")
        self.wait_for_run(day + DAY, "06:29:55")
        self.require_all_sent()

    def forward_and_back(self) -> None:
        runs, sent = ReminderRun.objects.count(), self.smtp_server.accepted().total()
        self.smtp_server.set_mode(SLOW)
        for number in range(STEPS):
            self.department.nominate(self.department.person(f"{self.clock.now():%m}{number}"))
        wait_until(lambda: self.smtp_server.accepted().total() > sent + WORKERS, MAX_SEND_SECONDS)
        assert not all_sent()
        self.clock.move(DAY)
        time.sleep(5)
        self.smtp_server.set_mode(ACCEPTING)
        wait_until(lambda: ReminderRun.objects.count() > runs, MAX_RUN_SECONDS)
        self.require_all_sent()
        self.smtp_server.set_mode(BUSY)
        self.superior().nominate()
        self.wait_for_retry()
        self.clock.move(-DAY)
        self.smtp_server.set_mode(ACCEPTING)

    def wait_for_retry(self) -> None:
        rescheduled = EmailDelivery.objects.filter(sent_at__isnull=True).exclude(last_error="")
        wait_until(rescheduled.exists, MAX_SEND_SECONDS)

    def require_all_sent(self) -> None:
        """The waiting e-mails, and those of a new step."""
        self.superior().nominate()
        self.longest = max(self.longest, wait_until(all_sent, MAX_SEND_SECONDS))

    def wait_for_run(self, day: date, time_of_day: str) -> None:
        runs = ReminderRun.objects.count()
        self.set_clock(day, time_of_day)
        wait_until(lambda: ReminderRun.objects.count() > runs, MAX_RUN_SECONDS)

    def set_clock(self, day: date, time_of_day: str) -> None:
        self.clock.set(datetime.fromisoformat(f"{day} {time_of_day}").replace(tzinfo=ZONE))

    def superior(self) -> Superior:
        """Signed in again: a session does not last for days."""
        superior = Superior(self.address)
        superior.numbers = self.numbers
        return superior


def create_department() -> Department:
    """Created long ago, with roles that end on both days of each change. Their holders are reminded too."""
    department = Department()
    for number in range(RECIPIENTS):
        department.person(f"pa{number}", Role.PA)
    for number in range(RECIPIENTS - 1):
        department.person(f"administrator{number}", Role.ADMINISTRATOR)
    RoleAssignment.objects.update(first_day=date(2026, 1, 1))
    for change in CHANGES:
        for number in range(ROWS):
            ending = department.person(f"ending{change:%m}{number}", Role.L1)
            RoleAssignment.objects.filter(person=ending).update(
                first_day=date(2026, 1, 1), last_day=change + DAY * (number % 2)
            )
    return department


def test_clock_jumps_duplicate_no_reminder_and_delay_no_email(
    fake_clock: FakeClock, smtp_server: SmtpServer, broker: Broker, tmp_path: Path, figures: dict
) -> None:
    department = create_department()
    fake_clock.set(datetime.combine(CHANGES[0] - DAY, datetime.min.time(), ZONE))
    with live_site(tmp_path, broker.url, smtp_server.port) as processes:
        for number in range(2, WORKERS + 1):
            options = ("--hostname", f"worker{number}@%h", "--concurrency", "1")
            processes.commands[f"worker{number}"] = (*CELERY, "worker", *options)
            processes.start(f"worker{number}")
        days = Days(fake_clock, smtp_server, processes.address, department)
        for change in CHANGES:
            days.pass_change(change)
        processes.require_running()
    accepted = smtp_server.accepted()
    duplicates = accepted.total() - len(accepted)
    emails = EmailDelivery.objects.filter(suppressed=False).count()
    reminders = Notification.objects.filter(event_type=DUE, context__milestone=0)
    figures |= {
        "reminder runs": ReminderRun.objects.count(),
        "reminders on the due date": reminders.count(),
        "e-mails created": emails,
        "lost": emails - len(accepted),
        "duplicates on the wire": duplicates,
        "duplicates after Message-ID": len(accepted) - emails,
        "longest until all were sent": f"{days.longest:.1f} s",
    }
    assert reminders.count() == ROWS * RECIPIENTS * len(CHANGES)
    assert len(accepted) == emails
    assert duplicates <= WORKERS * len(CHANGES)
