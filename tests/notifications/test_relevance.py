from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import Person, RoleAssignment
from directive.roles import Role
from notifications.delivery import deliver_batch
from notifications.relevance import filter_relevant
from outbox.models import EmailDelivery, Notification
from reminders.rules import RULES_BY_NAME
from reminders.run import noon, send_reminders
from tests.factories import Department

pytestmark = pytest.mark.django_db


def recipients() -> set[str]:
    return {message.to[0] for message in mail.outbox}


def test_person_whose_role_was_revoked_gets_no_email(department: Department, pa: Person) -> None:
    department.nominate()
    RoleAssignment.objects.filter(person=pa).update(ended_at=timezone.now())
    deliver_batch()
    assert "pa@demo.invalid" not in recipients()
    assert "no longer see" in Notification.objects.get(recipient=pa).email.last_error


def test_inactive_person_gets_no_email(department: Department, pa: Person) -> None:
    department.nominate()
    Person.objects.filter(pk=pa.pk).update(is_active=False)
    deliver_batch()
    assert "pa@demo.invalid" not in recipients()


def test_step_taken_by_another_person_is_no_longer_asked_for(
    department: Department, pa: Person
) -> None:
    other = department.person("pa2", Role.PA)
    row = department.nominate()
    department.advise(row, by=other)
    deliver_batch()
    assert "pa@demo.invalid" not in recipients()


def test_reminders_are_filtered_in_the_same_number_of_queries(
    department: Department, pa: Person
) -> None:
    RoleAssignment.objects.update(first_day=date(2026, 1, 1))
    row = department.nominate()
    for number in range(9):
        department.nominate(department.person(f"nominee{number}"))
    send_reminders(noon(row.due_on), rules=[RULES_BY_NAME["practitioner.advise"]])
    reminders = EmailDelivery.objects.filter(
        notification__event_type="practitioner.advise.due"
    ).select_related("notification__recipient")
    with CaptureQueriesContext(connection) as few:
        assert len(filter_relevant(reminders[:1])) == 1
    with CaptureQueriesContext(connection) as many:
        assert len(filter_relevant(reminders)) == 10
    assert len(many) == len(few)
