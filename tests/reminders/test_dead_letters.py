import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from access.models import Person
from audit.models import AuditEvent
from directive.roles import Role
from notifications.delivery import deliver_batch
from notifications.monitoring import failed_emails, retry_email
from outbox.models import Notification
from tests.reminders.office import Department

pytestmark = pytest.mark.django_db


@pytest.fixture
def dead(department: Department, pa: Person) -> Notification:
    department.nominate()
    Notification.objects.filter(recipient=pa).update(
        failed_at=timezone.now(), attempts=10, last_error="SMTPRecipientsRefused 550"
    )
    return Notification.objects.get(recipient=pa)


@pytest.fixture
def administrator(department: Department) -> Person:
    return department.person("administrator", Role.ADMINISTRATOR)


def test_what_was_given_up_is_listed_and_what_was_withheld_is_not(dead: Notification) -> None:
    assert list(failed_emails()) == [dead]
    Notification.objects.update(suppressed=True)
    assert list(failed_emails()) == []


def test_it_is_tried_again_and_the_log_says_by_whom(
    dead: Notification, administrator: Person
) -> None:
    retry_email(dead, by=administrator)
    assert deliver_batch() == 2
    assert Notification.objects.get(pk=dead.pk).sent_at is not None
    event = AuditEvent.objects.get(action="letter.retry")
    assert (event.object_id, event.actor) == (str(dead.pk), administrator.pk)


def test_twice_at_once_it_is_put_back_once(dead: Notification, administrator: Person) -> None:
    retry_email(dead, by=administrator)
    retry_email(dead, by=administrator)
    assert AuditEvent.objects.filter(action="letter.retry").count() == 1


def test_nobody_else_may(dead: Notification, pa: Person) -> None:
    with pytest.raises(PermissionDenied):
        retry_email(dead, by=pa)
