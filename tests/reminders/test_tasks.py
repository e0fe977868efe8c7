from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import Person
from outbox.models import Notification
from reminders import tasks
from tests.factories import Department

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_daily_steps_lapse_an_authorization_after_its_last_day(
    department: Department, pa: Person
) -> None:
    row = department.nominate()
    row = department.authorize(department.advise(row, by=pa))
    type(row).objects.filter(pk=row.pk).update(last_day=timezone.localdate() - DAY)
    tasks.daily_steps()
    assert type(row).objects.get(pk=row.pk).state == "lapsed"
    assert Notification.objects.filter(event_type="practitioner.lapse").exists()
    tasks.daily_steps()


def test_send_reminders_creates_a_notification_for_each_step_due_today(
    department: Department, pa: Person
) -> None:
    row = department.nominate()
    type(row).objects.filter(pk=row.pk).update(
        due_on=timezone.localdate(), state_changed_at=timezone.now() - DAY
    )
    tasks.send_reminders()
    assert Notification.objects.filter(event_type="practitioner.advise.due").count() == 1
