import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from access.models import Person
from audit.models import AuditEvent
from directive.roles import Role
from notifications.delivery import deliver_batch
from notifications.monitoring import failed_emails, retry_email
from outbox.models import EmailDelivery
from tests.reminders.office import Department

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(department: Department, pa: Person) -> EmailDelivery:
    department.nominate()
    EmailDelivery.objects.filter(notification__recipient=pa).update(
        failed_at=timezone.now(), attempts=10, last_error="SMTPRecipientsRefused 550"
    )
    return EmailDelivery.objects.get(notification__recipient=pa)


@pytest.fixture
def administrator(department: Department) -> Person:
    return department.person("administrator", Role.ADMINISTRATOR)


def test_what_was_given_up_is_listed_and_what_was_withheld_is_not(failed: EmailDelivery) -> None:
    assert list(failed_emails()) == [failed]
    EmailDelivery.objects.update(suppressed=True)
    assert list(failed_emails()) == []


def test_it_is_tried_again_and_the_log_says_by_whom(
    failed: EmailDelivery, administrator: Person
) -> None:
    retry_email(failed, by=administrator)
    assert deliver_batch() == 2
    assert EmailDelivery.objects.get(pk=failed.pk).sent_at is not None
    event = AuditEvent.objects.get(action="email.retry")
    assert (event.object_id, event.actor) == (str(failed.pk), administrator.pk)


def test_twice_at_once_it_is_put_back_once(failed: EmailDelivery, administrator: Person) -> None:
    retry_email(failed, by=administrator)
    retry_email(failed, by=administrator)
    assert AuditEvent.objects.filter(action="email.retry").count() == 1


def test_nobody_else_may(failed: EmailDelivery, pa: Person) -> None:
    with pytest.raises(PermissionDenied):
        retry_email(failed, by=pa)
