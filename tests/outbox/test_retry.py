from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import Person
from directive.roles import Role
from notifications.delivery import deliver_batch
from outbox.heartbeat import EMAIL_SENT
from outbox.models import EmailDelivery, Heartbeat
from outbox.retry import MAX_ATTEMPTS
from tests.factories import Department
from tests.notifications.mail_backends import (
    BUSY,
    DISCONNECTING,
    PA_MAILBOX_FULL,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def email_to(person: Person) -> EmailDelivery:
    return EmailDelivery.objects.get(notification__recipient=person)


def make_due() -> None:
    EmailDelivery.objects.update(next_attempt_at=timezone.now())


def test_delay_grows_until_the_email_has_failed(
    department: Department, failing_recipients: None
) -> None:
    refused = department.person("refused", Role.PA)
    department.nominate()
    delays = []
    for _ in range(MAX_ATTEMPTS):
        make_due()
        deliver_batch()
        delays.append(email_to(refused).next_attempt_at - timezone.now())
    email = email_to(refused)
    assert delays[1] > delays[0]
    assert email.failed_at is not None
    assert email.attempts == MAX_ATTEMPTS
    make_due()
    assert deliver_batch() == 0


def test_disconnection_by_the_server_costs_the_email_no_attempt(
    department: Department, failing_recipients: None
) -> None:
    disconnected = department.person("disconnected", Role.PA)
    department.nominate()
    deliver_batch()
    email = email_to(disconnected)
    assert (email.attempts, email.last_error) == (0, "SMTPServerDisconnected")
    assert email.sent_at is None


def test_full_mailbox_costs_an_attempt_only_once_others_are_served(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = PA_MAILBOX_FULL
    department.nominate()
    stuck = email_to(pa)
    EmailDelivery.objects.exclude(pk=stuck.pk).update(next_attempt_at=timezone.now() + DAY)
    for _ in range(3):
        EmailDelivery.objects.filter(pk=stuck.pk).update(next_attempt_at=timezone.now())
        deliver_batch()
    stuck.refresh_from_db()
    assert stuck.attempts == 0  # no recipient is served: it may be the server
    EmailDelivery.objects.exclude(pk=stuck.pk).update(next_attempt_at=timezone.now())
    assert deliver_batch() == 1
    EmailDelivery.objects.filter(pk=stuck.pk).update(next_attempt_at=timezone.now())
    deliver_batch()
    stuck.refresh_from_db()
    assert stuck.attempts == 1


def test_server_that_serves_no_recipient_costs_no_attempt(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = BUSY
    department.nominate()
    assert deliver_batch() == 2
    assert set(EmailDelivery.objects.values_list("attempts", "last_error")) == {
        (0, "SMTPDataError 451")
    }


def test_heartbeat_of_the_future_costs_an_email_no_attempt(
    department: Department, pa: Person, settings
) -> None:
    """It was recorded before the clock was set back, and says nothing about the server of now."""
    department.nominate()
    Heartbeat.objects.create(task=EMAIL_SENT, seen_at=timezone.now() + DAY)
    settings.EMAIL_BACKEND = DISCONNECTING
    for _ in range(MAX_ATTEMPTS):
        make_due()
        deliver_batch()
    assert set(EmailDelivery.objects.values_list("attempts", "failed_at")) == {(0, None)}
