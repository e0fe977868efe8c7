"""A clock that jumps under the running site, that of the database with it; and both changes of daylight saving.

At each change: over it, a day forward amid sending, back again, and to that next day once more when it comes.
Each reminder is written once and sent once, and whatever the clock was set to, letters leave soon. At a jump
forward the others take what a relay has in hand: the letter under way may go again.
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
from outbox.models import Notification
from reminders.models import ReminderRun
from tests.reminders.office import Department
from tests.torture import mail_server as modes
from tests.torture.broker import Broker
from tests.torture.clock import Clock, open_folder, server_of_its_own
from tests.torture.crew import all_sent, until
from tests.torture.live_site import Superior, live_site
from tests.torture.mail_server import MailServer

ZONE = ZoneInfo("America/Toronto")
CHANGES = (date(2026, 3, 8), date(2026, 11, 1))
DAY = timedelta(days=1)
ROWS, READERS = 6, 4  # half of the rows on the day itself, half on the next
DUE = "role_assignment.ending.due"
SOON = 30  # seconds
ASKED = 45  # seconds after the time of a sweep
WORKERS = 3
SENDING = 24  # steps whose letters are on their way at a jump forward, slowly


@pytest.fixture
def clock(django_db_blocker) -> Iterator[Clock]:
    with open_folder() as folder:
        clock = Clock(folder)
        (folder / "data").mkdir()
        with clock.kept(), django_db_blocker.unblock(), server_of_its_own(folder / "data"):
            yield clock


class Days:
    """The days around a change, at the live site."""

    def __init__(
        self, clock: Clock, mail: MailServer, address: str, department: Department
    ) -> None:
        self.clock, self.mail, self.address = clock, mail, address
        self.department = department
        self.numbers = iter(range(1, 100))
        self.longest = 0.0

    def over(self, day: date) -> None:
        self.set(day, "01:59:50")
        self.letters_leave()
        time.sleep(20)  # it is 3 o'clock then, or 1 o'clock again
        self.letters_leave()
        self.sweep_comes(day, "06:29:55")
        self.letters_leave()
        self.forward_and_back()
        self.letters_leave()
        self.sweep_comes(day, "07:29:55")
        self.sweep_comes(day + DAY, "06:29:55")
        self.letters_leave()

    def forward_and_back(self) -> None:
        swept, sent = ReminderRun.objects.count(), self.mail.taken().total()
        self.mail.be(modes.SLOW)
        for number in range(SENDING):
            self.department.nominate(self.department.person(f"{self.clock.now():%m}{number}"))
        until(lambda: self.mail.taken().total() > sent + WORKERS, SOON)
        assert not all_sent()
        self.clock.move(DAY)
        time.sleep(5)
        self.mail.be(modes.TAKING)
        until(lambda: ReminderRun.objects.count() > swept, ASKED)
        self.letters_leave()
        self.mail.be(modes.BUSY)
        self.superior().nominates()
        self.wait_until_put_off()
        self.clock.move(-DAY)
        self.mail.be(modes.TAKING)

    def wait_until_put_off(self) -> None:
        put_off = Notification.objects.filter(email__sent_at__isnull=True).exclude(
            email__last_error=""
        )
        until(put_off.exists, SOON)

    def letters_leave(self) -> None:
        """What waits, and a step's that is taken now."""
        self.superior().nominates()
        self.longest = max(self.longest, until(all_sent, SOON))

    def sweep_comes(self, day: date, clock: str) -> None:
        swept = ReminderRun.objects.count()
        self.set(day, clock)
        until(lambda: ReminderRun.objects.count() > swept, ASKED)

    def set(self, day: date, clock: str) -> None:
        self.clock.set(datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=ZONE))

    def superior(self) -> Superior:
        """Signed in anew: a session does not last for days."""
        superior = Superior(self.address)
        superior.numbers = self.numbers
        return superior


def furnish() -> Department:
    """As if long ago; and offices that end on both days of each change, told to their holders too."""
    department = Department()
    for number in range(READERS):
        department.person(f"pa{number}", Role.PA)
    for number in range(READERS - 1):
        department.person(f"administrator{number}", Role.ADMINISTRATOR)
    RoleAssignment.objects.update(first_day=date(2026, 1, 1))
    for change in CHANGES:
        for number in range(ROWS):
            ending = department.person(f"ending{change:%m}{number}", Role.L1)
            RoleAssignment.objects.filter(person=ending).update(
                first_day=date(2026, 1, 1), last_day=change + DAY * (number % 2)
            )
    return department


def test_each_reminder_goes_once_and_letters_leave_soon(
    clock: Clock, mail_server: MailServer, broker: Broker, tmp_path: Path, figures: dict
) -> None:
    department = furnish()
    clock.set(datetime.combine(CHANGES[0] - DAY, datetime.min.time(), ZONE))
    with live_site(tmp_path, broker.url, mail_server.port) as programs:
        for number in range(2, WORKERS + 1):
            name = ("--hostname", f"worker{number}@%h", "--concurrency", "1")
            programs.commands[f"worker{number}"] = (*CELERY, "worker", *name)
            programs.start(f"worker{number}")
        days = Days(clock, mail_server, programs.address, department)
        for change in CHANGES:
            days.over(change)
        programs.require_running()
    taken = mail_server.taken()
    duplicates = taken.total() - len(taken)
    written = Notification.objects.filter(email__suppressed=False).count()
    reminders = Notification.objects.filter(event_type=DUE, context__rung=0)
    figures |= {
        "sweeps": ReminderRun.objects.count(),
        "reminders of the day": reminders.count(),
        "letters written": written,
        "lost": written - len(taken),
        "duplicates on the wire": duplicates,
        "duplicates after Message-ID": len(taken) - written,
        "longest until all had left": f"{days.longest:.1f} s",
    }
    assert reminders.count() == ROWS * READERS * len(CHANGES)
    assert len(taken) == written
    assert duplicates <= WORKERS * len(CHANGES)
