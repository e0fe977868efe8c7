"""Due dates of waiting records, recalculated from the current targets and holidays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connections, transaction

from access.models import Organization, Person
from audit.models import AuditEvent
from practitioners.models import Authorization
from registry.models import Account
from tests.factories import Department
from workflow.due_dates import due_on, recalculate_due_dates
from workflow.models import Holiday, Target

DAYS = 30


@pytest.fixture
def staffed_department(department: Department, pa: Person) -> Department:
    return department


def set_target(days: int = DAYS, lifecycle: str = "practitioner", step: str = "advise") -> None:
    Target.objects.update_or_create(lifecycle=lifecycle, step=step, defaults={"days": days})


def fresh(row: Authorization) -> Authorization:
    return Authorization.objects.get(pk=row.pk)


def test_changed_target_moves_the_due_date_once(staffed_department: Department) -> None:
    row = staffed_department.nominate()
    set_target()
    assert recalculate_due_dates(Authorization) == 1
    assert row.due_on < fresh(row).due_on == due_on(fresh(row))
    assert recalculate_due_dates(Authorization) == 0


def test_new_holiday_moves_the_due_date(staffed_department: Department) -> None:
    row = staffed_department.nominate()
    Holiday.objects.create(day=row.due_on, name_en="Storm", name_fr="Tempête")
    recalculate_due_dates(Authorization)
    assert fresh(row).due_on > row.due_on


def test_changed_time_zone_moves_the_due_date(staffed_department: Department) -> None:
    row = staffed_department.nominate()
    Authorization.objects.update(state_changed_at=datetime(2026, 12, 16, 6, tzinfo=UTC))
    recalculate_due_dates(Authorization)
    east = fresh(row).due_on
    Organization.objects.filter(pk=row.organization_id).update(time_zone="America/Vancouver")
    assert recalculate_due_dates(Authorization) == 1
    assert fresh(row).due_on < east


def test_elapsed_days_still_count_after_recalculation(staffed_department: Department) -> None:
    row = staffed_department.nominate()
    Authorization.objects.update(elapsed_days={"advise": 3})
    set_target(3)
    recalculate_due_dates(Authorization)
    assert fresh(row).due_on < row.due_on
    assert fresh(row).due_on == due_on(fresh(row))


def test_recalculation_of_due_dates_is_neither_step_nor_audit_event(
    staffed_department: Department,
) -> None:
    row = staffed_department.nominate()
    before = AuditEvent.objects.count()
    set_target()
    recalculate_due_dates(Authorization)
    assert (fresh(row).version, fresh(row).updated_at) == (row.version, row.updated_at)
    assert AuditEvent.objects.count() == before


@pytest.mark.template_database("demo")
def test_new_target_gives_waiting_records_a_due_date(demo_data) -> None:
    (row,) = Account.objects.filter(state="suspended")
    assert row.due_on is None
    set_target(lifecycle="account", step="resume")
    recalculate_due_dates(Account)
    assert Account.objects.get(pk=row.pk).due_on == due_on(row)


@pytest.mark.template_database("demo")
def test_recalculation_without_changes_writes_nothing(demo_data) -> None:
    assert Account.objects.filter(due_on__isnull=False).exists()
    assert recalculate_due_dates(Account) == 0


def test_recalculation_writes_every_batch(staffed_department: Department, monkeypatch) -> None:
    monkeypatch.setattr("workflow.due_dates.WRITE_CHUNK", 2)
    for number in range(5):
        staffed_department.nominate(staffed_department.person(f"nominee{number}"))
    set_target()
    assert recalculate_due_dates(Authorization) == 5
    assert recalculate_due_dates(Authorization) == 0


def test_recalculation_query_count_does_not_grow_with_records(
    staffed_department: Department, django_assert_max_num_queries
) -> None:
    staffed_department.nominate()
    set_target()
    with django_assert_max_num_queries(40) as one:
        recalculate_due_dates(Authorization)
    for number in range(4):
        staffed_department.nominate(staffed_department.person(f"nominee{number}"))
    set_target(DAYS + 1)
    with django_assert_max_num_queries(len(one)):
        assert recalculate_due_dates(Authorization) == 5


def recalculate_in_another_thread() -> None:
    try:
        recalculate_due_dates(Authorization)
    finally:
        connections.close_all()


def test_recalculation_skips_a_locked_record(
    cloned_database: str, staffed_department: Department
) -> None:
    row = staffed_department.nominate()
    other = staffed_department.nominate(staffed_department.person("other"))
    set_target()
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        Authorization.objects.select_for_update(of=("self",)).get(pk=row.pk)
        pool.submit(recalculate_in_another_thread).result(timeout=20)
    assert fresh(row).due_on == row.due_on
    assert fresh(other).due_on > other.due_on
