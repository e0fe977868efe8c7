from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import Person
from directive.roles import Role
from notifications.monitoring import MAX_LAG, queue_lag, queue_status
from outbox.models import EmailDelivery, Notification
from tests.factories import Department

pytestmark = pytest.mark.django_db


def test_empty_outbox_has_no_lag() -> None:
    assert queue_lag() == timedelta(0)
    assert queue_status() == "ok"


def test_emails_that_wait_too_long_are_reported(department: Department, pa: Person) -> None:
    department.nominate()
    Notification.objects.update(created_at=timezone.now() - MAX_LAG - timedelta(minutes=5))
    assert queue_status() == "15 minutes behind"


def test_emails_delayed_by_a_busy_server_are_reported(department: Department, pa: Person) -> None:
    department.nominate()
    Notification.objects.update(created_at=timezone.now() - timedelta(hours=1))
    EmailDelivery.objects.update(
        next_attempt_at=timezone.now() + timedelta(seconds=20),
        last_error="SMTPDataError 451",
    )
    assert queue_status() == "60 minutes behind"


def test_retried_deferred_and_sent_emails_cause_no_lag(department: Department, pa: Person) -> None:
    department.person("pa2", Role.PA)
    department.nominate()
    Notification.objects.update(created_at=timezone.now() - timedelta(hours=1))
    EmailDelivery.objects.filter(notification__recipient=pa).update(attempts=1)
    EmailDelivery.objects.filter(notification__recipient=department.nominee).update(deferred=True)
    EmailDelivery.objects.filter(notification__recipient__username="pa2").update(
        sent_at=timezone.now()
    )
    assert queue_status() == "ok"
