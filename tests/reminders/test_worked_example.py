"""The example in the docstring of `reminders/sql.py`."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from access.models import Organization, Person, RoleAssignment
from directive.roles import Role
from outbox.event_types import REMINDERS, VACANT
from outbox.models import Notification
from practitioners.models import Authorization
from reminders.models import ReminderRun
from reminders.rules import RULES_BY_NAME
from reminders.run import noon, send_reminders
from tests.factories import Department

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 15)
LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def ana(department: Department) -> Person:
    Person.objects.filter(pk=department.superior.pk).update(username="bo")
    department.person("cy", Role.ADMINISTRATOR)
    ana = department.person("ana", Role.PA)
    RoleAssignment.objects.update(first_day=LONG_AGO.date())
    yesterday = noon(date(2026, 12, 14))
    ReminderRun.objects.create(
        day=yesterday.date(), started_at=yesterday, duration=yesterday - yesterday, notifications=0
    )
    return ana


@pytest.fixture
def nominations(department: Department, ana: Person) -> None:
    for name, due_on, changed_at in (
        ("one", DAY, LONG_AGO),
        ("two", date(2026, 12, 8), LONG_AGO),
        ("three", date(2026, 12, 12), LONG_AGO),
        ("four", date(2026, 12, 22), noon(DAY)),
    ):
        row = department.nominate(department.person(name))
        rows = Authorization.objects.filter(pk=row.pk)
        rows.update(due_on=due_on, state_changed_at=changed_at)


def notifications_of_the_run() -> list[tuple[str, str, str, str]]:
    send_reminders(noon(DAY), rules=[RULES_BY_NAME["practitioner.advise"]])
    names = {row.pk: row.person.username for row in Authorization.objects.select_related("person")}
    names |= {row.pk: row.name_en for row in Organization.objects.all()}
    return sorted(
        (row.event_type, names[row.object_id], row.occurrence, row.recipient.username)
        for row in Notification.objects.select_related("recipient")
        if row.event_type.endswith((*REMINDERS, VACANT)) and row.event_type.count(".") == 2
    )


@pytest.mark.usefixtures("nominations")
def test_rows_of_the_example_give_its_notifications() -> None:
    assert notifications_of_the_run() == [
        ("practitioner.advise.due", "one", "2026-12-15+0", "ana"),
        ("practitioner.advise.due", "two", "2026-12-08+7", "ana"),
        ("practitioner.advise.late", "two", "2026-12-08+7", "bo"),
    ]


@pytest.mark.usefixtures("nominations")
def test_rows_of_the_example_give_its_notifications_while_nobody_has_the_role(
    ana: Person,
) -> None:
    RoleAssignment.objects.filter(person=ana).update(ended_at=timezone.now())
    assert notifications_of_the_run() == [
        ("practitioner.advise.late", "one", "2026-12-15+0", "bo"),
        ("practitioner.advise.late", "two", "2026-12-08+7", "bo"),
        ("practitioner.advise.vacant", "Navy of tests", "2026-W51", "cy"),
    ]
