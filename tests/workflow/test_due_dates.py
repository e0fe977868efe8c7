"""What waits already goes by the targets and holidays of today."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connections, transaction

from access.models import Organization
from audit.models import AuditEvent
from directive.roles import Role
from practitioners.models import Authorization
from registry.models import Account
from tests.reminders.office import Department
from workflow.due_dates import due_on, recalculate_due_dates
from workflow.models import Holiday, Target

DAYS = 30


@pytest.fixture
def department(db: None) -> Department:
    department = Department()
    department.person("pa", Role.PA)
    return department


def set_target(days: int = DAYS, lifecycle: str = "practitioner", step: str = "advise") -> None:
    Target.objects.update_or_create(lifecycle=lifecycle, step=step, defaults={"days": days})


def fresh(row: Authorization) -> Authorization:
    return Authorization.objects.get(pk=row.pk)


def test_another_target_gives_another_day_once(department: Department) -> None:
    row = department.nominate()
    set_target()
    assert recalculate_due_dates(Authorization) == 1
    assert row.due_on < fresh(row).due_on == due_on(fresh(row))
    assert recalculate_due_dates(Authorization) == 0


def test_a_holiday_puts_the_day_off(department: Department) -> None:
    row = department.nominate()
    Holiday.objects.create(day=row.due_on, name_en="Storm", name_fr="Tempête")
    recalculate_due_dates(Authorization)
    assert fresh(row).due_on > row.due_on


def test_another_zone_of_the_organization_moves_the_day(department: Department) -> None:
    row = department.nominate()
    Authorization.objects.update(state_changed_at=datetime(2026, 12, 16, 6, tzinfo=UTC))
    recalculate_due_dates(Authorization)
    east = fresh(row).due_on
    Organization.objects.filter(pk=row.organization_id).update(time_zone="America/Vancouver")
    assert recalculate_due_dates(Authorization) == 1
    assert fresh(row).due_on < east


def test_days_already_spent_still_count(department: Department) -> None:
    row = department.nominate()
    Authorization.objects.update(elapsed_days={"advise": 3})
    set_target(3)
    recalculate_due_dates(Authorization)
    assert fresh(row).due_on < row.due_on
    assert fresh(row).due_on == due_on(fresh(row))


def test_it_is_neither_a_step_nor_an_event(department: Department) -> None:
    row = department.nominate()
    before = AuditEvent.objects.count()
    set_target()
    recalculate_due_dates(Authorization)
    assert (fresh(row).version, fresh(row).updated_at) == (row.version, row.updated_at)
    assert AuditEvent.objects.count() == before


def test_a_target_where_there_was_none_reaches_what_waits(demo_data) -> None:
    (row,) = Account.objects.filter(state="suspended")
    assert row.due_on is None
    set_target(lifecycle="account", step="resume")
    recalculate_due_dates(Account)
    assert Account.objects.get(pk=row.pk).due_on == due_on(row)


def test_where_nothing_was_edited_nothing_moves(demo_data) -> None:
    assert Account.objects.filter(due_on__isnull=False).exists()
    assert recalculate_due_dates(Account) == 0


def test_every_batch_is_written(department: Department, monkeypatch) -> None:
    monkeypatch.setattr("workflow.due_dates.WRITE_CHUNK", 2)
    for number in range(5):
        department.nominate(department.person(f"nominee{number}"))
    set_target()
    assert recalculate_due_dates(Authorization) == 5
    assert recalculate_due_dates(Authorization) == 0


def test_as_many_queries_for_five_rows_as_for_one(
    department: Department, django_assert_max_num_queries
) -> None:
    department.nominate()
    set_target()
    with django_assert_max_num_queries(40) as one:
        recalculate_due_dates(Authorization)
    for number in range(4):
        department.nominate(department.person(f"nominee{number}"))
    set_target(DAYS + 1)
    with django_assert_max_num_queries(len(one)):
        assert recalculate_due_dates(Authorization) == 5


def elsewhere() -> None:
    try:
        recalculate_due_dates(Authorization)
    finally:
        connections.close_all()


def test_what_a_step_has_in_hand_is_not_waited_for(cloned_database: str) -> None:
    department = Department()
    row = department.nominate()
    other = department.nominate(department.person("other"))
    set_target()
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        Authorization.objects.select_for_update(of=("self",)).get(pk=row.pk)
        pool.submit(elsewhere).result(timeout=20)
    assert fresh(row).due_on == row.due_on
    assert fresh(other).due_on > other.due_on
