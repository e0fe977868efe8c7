from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import Person
from reminders.backlog import ALLOWED, lag, outbox
from tests.reminders.office import Department
from workflow.models import Letter

pytestmark = pytest.mark.django_db


def test_an_empty_outbox_is_not_behind() -> None:
    assert lag() == timedelta(0)
    assert outbox() == "ok"


def test_letters_that_wait_too_long_are_told(department: Department, pa: Person) -> None:
    department.nominate()
    Letter.objects.update(due_at=timezone.now() - ALLOWED - timedelta(minutes=5))
    assert outbox() == "15 minutes behind"


def test_letters_put_off_or_sent_do_not_count(department: Department, pa: Person) -> None:
    department.nominate()
    Letter.objects.filter(recipient=pa).update(due_at=timezone.now() + timedelta(hours=1))
    Letter.objects.exclude(recipient=pa).update(
        due_at=timezone.now() - timedelta(hours=1), sent_at=timezone.now()
    )
    assert outbox() == "ok"
