from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import Person
from directive.roles import Role
from reminders.backlog import ALLOWED, lag, outbox
from tests.reminders.office import Department
from workflow.models import Letter

pytestmark = pytest.mark.django_db


def test_an_empty_outbox_is_not_behind() -> None:
    assert lag() == timedelta(0)
    assert outbox() == "ok"


def test_letters_that_wait_too_long_are_told(department: Department, pa: Person) -> None:
    department.nominate()
    Letter.objects.update(created_at=timezone.now() - ALLOWED - timedelta(minutes=5))
    assert outbox() == "15 minutes behind"


def test_a_server_that_serves_nobody_does_not_hide_it(department: Department, pa: Person) -> None:
    department.nominate()
    Letter.objects.update(
        created_at=timezone.now() - timedelta(hours=1),
        due_at=timezone.now() + timedelta(seconds=20),
        problem="SMTPDataError 451",
    )
    assert outbox() == "60 minutes behind"


def test_letters_refused_by_themselves_kept_or_sent_do_not_count(
    department: Department, pa: Person
) -> None:
    department.person("pa2", Role.PA)
    department.nominate()
    Letter.objects.update(created_at=timezone.now() - timedelta(hours=1))
    Letter.objects.filter(recipient=pa).update(attempts=1)
    Letter.objects.filter(recipient=department.nominee).update(held=True)
    Letter.objects.filter(recipient__username="pa2").update(sent_at=timezone.now())
    assert outbox() == "ok"
