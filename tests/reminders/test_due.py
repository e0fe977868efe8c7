from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from access.models import Office, Person
from directive.roles import Role
from reminders.due import CATCH_UP, write_due
from tests.reminders.office import Department
from workflow.models import Letter

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def due() -> list[Letter]:
    return list(Letter.objects.filter(kind="practitioner.due"))


def test_the_holders_of_the_step_hear_of_it_on_the_day(department: Department, pa: Person) -> None:
    row = department.nominate()
    write_due(row.due_on)
    (letter,) = due()
    assert (letter.recipient, letter.object_id) == (pa, row.pk)
    assert letter.occurrence == row.due_on.isoformat()


def test_nobody_hears_of_it_before(department: Department, pa: Person) -> None:
    row = department.nominate()
    write_due(row.due_on - DAY)
    assert due() == []


def test_it_is_written_once_however_often_the_sweep_runs(
    department: Department, pa: Person
) -> None:
    row = department.nominate()
    assert len(write_due(row.due_on)) == 1
    assert write_due(row.due_on) == []
    assert write_due(row.due_on + DAY) == []
    assert len(due()) == 1


def test_two_sweeps_that_do_not_see_each_other_write_one(
    department: Department, pa: Person, monkeypatch
) -> None:
    row = department.nominate()
    monkeypatch.setattr("reminders.due._written", lambda letters: set())
    write_due(row.due_on)
    write_due(row.due_on)
    assert len(due()) == 1


def test_a_day_of_outage_is_caught_up_once(department: Department, pa: Person) -> None:
    row = department.nominate()
    write_due(row.due_on + DAY)
    assert len(due()) == 1


def test_an_old_date_is_left_alone(department: Department, pa: Person) -> None:
    row = department.nominate()
    write_due(row.due_on + CATCH_UP)
    assert due() == []


def test_a_new_date_is_a_new_occasion(department: Department, pa: Person) -> None:
    row = department.nominate()
    write_due(row.due_on)
    row = department.advise(row, by=pa)
    write_due(row.due_on)
    assert {letter.recipient for letter in due()} == {pa, department.superior}


def test_only_those_who_may_take_the_step(department: Department, pa: Person) -> None:
    Office.objects.create(person=department.nominee, role=Role.PA, organization=department.navy)
    row = department.nominate()
    write_due(row.due_on)
    assert [letter.recipient for letter in due()] == [pa]


def test_the_command_lists_without_writing(department: Department, pa: Person) -> None:
    row = department.nominate()
    out = StringIO()
    call_command("send_reminders", "--dry-run", "--on", row.due_on.isoformat(), stdout=out)
    assert "practitioner.advise" in out.getvalue()
    assert "The pa" in out.getvalue()
    assert due() == []


def test_the_command_writes(department: Department, pa: Person) -> None:
    row = department.nominate()
    out = StringIO()
    call_command("send_reminders", "--on", row.due_on.isoformat(), stdout=out)
    assert f"1 written for {row.due_on.isoformat()}" in out.getvalue()
    assert len(due()) == 1
