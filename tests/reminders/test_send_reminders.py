from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from access.models import Person, RoleAssignment
from outbox.advisory_lock import REMINDERS_LOCK, advisory_lock
from outbox.models import Notification
from practitioners.models import Authorization
from tests.factories import Department

pytestmark = pytest.mark.django_db
DUE_ON = date(2026, 12, 15)


@pytest.fixture(autouse=True)
def due_nomination(department: Department, pa: Person) -> Authorization:
    row = department.nominate()
    RoleAssignment.objects.update(first_day=date(2026, 1, 1))
    since = timezone.now() - timedelta(days=90)
    Authorization.objects.update(due_on=DUE_ON, state_changed_at=since)
    return row


def run_command(*options: str) -> str:
    out = StringIO()
    call_command("send_reminders", *options, stdout=out)
    return out.getvalue()


def test_dry_run_lists_notifications_and_recipients() -> None:
    before = Notification.objects.count()
    head, line, total = run_command("--dry-run", "--on", DUE_ON.isoformat()).splitlines()
    assert head.split() == ["EVENT", "TYPE", "OCCURRENCE", "ABOUT", "TO"]
    assert line.split()[:2] == ["practitioner.advise.due", "2026-12-15+0"]
    assert line.endswith("The pa")
    assert total == "1 would be written for 2026-12-15."
    assert Notification.objects.count() == before


def test_command_creates_each_notification_once() -> None:
    assert run_command("--on", DUE_ON.isoformat()) == "1 written for 2026-12-15.\n"
    assert run_command("--on", DUE_ON.isoformat()) == "0 written for 2026-12-15.\n"


def test_command_fails_during_another_reminder_run() -> None:
    with advisory_lock(REMINDERS_LOCK), pytest.raises(CommandError, match="Another reminder run"):
        run_command()
