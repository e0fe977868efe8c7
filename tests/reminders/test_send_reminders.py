from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from access.models import Office, Person
from practitioners.models import Authorization
from reminders.rules import BY_KIND
from tests.reminders.office import Department
from workflow.models import Letter

pytestmark = pytest.mark.django_db
DUE_ON = date(2026, 12, 15)


@pytest.fixture(autouse=True)
def nomination(department: Department, pa: Person, monkeypatch) -> Authorization:
    monkeypatch.setattr("reminders.sweep.RULES", (BY_KIND["practitioner.advise"],))
    row = department.nominate()
    Office.objects.update(first_day=date(2026, 1, 1))
    since = timezone.now() - timedelta(days=90)
    Authorization.objects.update(due_on=DUE_ON, state_since=since)
    return row


def called(*words: str) -> str:
    out = StringIO()
    call_command("send_reminders", *words, stdout=out)
    return out.getvalue()


def test_a_dry_run_lists_what_would_go_and_to_whom() -> None:
    before = Letter.objects.count()
    head, line, total = called("--dry-run", "--on", DUE_ON.isoformat()).splitlines()
    assert head.split() == ["KIND", "DUE,", "RUNG", "ABOUT", "TO"]
    assert line.split()[:2] == ["practitioner.advise.due", "2026-12-15+0"]
    assert line.endswith("The pa")
    assert total == "1 would be written for 2026-12-15."
    assert Letter.objects.count() == before


def test_it_writes_once() -> None:
    assert called("--on", DUE_ON.isoformat()) == "1 written for 2026-12-15.\n"
    assert called("--on", DUE_ON.isoformat()) == "0 written for 2026-12-15.\n"


def test_it_gives_way_to_a_sweep_under_way(monkeypatch) -> None:
    monkeypatch.setattr("reminders.management.commands.send_reminders.sweep", lambda at: None)
    with pytest.raises(CommandError, match="Another sweep"):
        called()
