import pytest
from django.core import mail
from django.utils import timezone
from kombu.exceptions import OperationalError

from access.models import Person
from notifications import tasks
from outbox.models import EmailDelivery
from tests.factories import Department
from tests.notifications.mail_backends import DISCONNECTING, LOCMEM, UNREACHABLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def tasks_called(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """The options of each further delivery task that was queued."""
    calls: list[dict] = []
    monkeypatch.setattr(
        tasks.deliver_emails, "apply_async", lambda **options: calls.append(options)
    )
    return calls


def test_delivery_of_many_emails_queues_another_task(
    department: Department, pa: Person, tasks_called: list[dict], monkeypatch
) -> None:
    department.nominate()
    monkeypatch.setattr("notifications.tasks.FIRST_BATCH_SIZE", 2)
    tasks.deliver_emails()
    assert tasks_called == []
    department.nominate(department.person("other"))
    monkeypatch.setattr("notifications.tasks.FIRST_BATCH_SIZE", 1)
    tasks.deliver_emails()
    assert len(tasks_called) == 1


def test_delivery_goes_on_alone_while_the_broker_is_unreachable(
    department: Department, pa: Person, monkeypatch
) -> None:
    def unreachable(**options: object) -> None:
        raise OperationalError

    monkeypatch.setattr(tasks.deliver_emails, "apply_async", unreachable)
    monkeypatch.setattr("notifications.tasks.FIRST_BATCH_SIZE", 1)
    department.nominate()
    tasks.deliver_emails()
    assert len(mail.outbox) == 2


def test_no_further_delivery_is_queued_while_the_mail_server_is_unreachable(
    department: Department, pa: Person, tasks_called: list[dict], monkeypatch, settings
) -> None:
    monkeypatch.setattr("notifications.tasks.FIRST_BATCH_SIZE", 1)
    settings.EMAIL_BACKEND = UNREACHABLE
    department.nominate()
    for _ in range(3):
        tasks.deliver_emails()
    assert len(tasks_called) == 1  # by the first, before the server was known to fail
    settings.EMAIL_BACKEND = LOCMEM
    tasks.deliver_emails()
    department.nominate(department.person("other"))
    tasks.deliver_emails()
    assert len(tasks_called) == 2


def test_no_further_delivery_is_queued_after_a_disconnection(
    department: Department, pa: Person, tasks_called: list[dict], monkeypatch, settings
) -> None:
    monkeypatch.setattr("notifications.tasks.FIRST_BATCH_SIZE", 1)
    settings.EMAIL_BACKEND = DISCONNECTING
    department.nominate()
    for _ in range(2):
        EmailDelivery.objects.update(next_attempt_at=timezone.now())
        tasks.deliver_emails()
    assert len(tasks_called) == 1


def test_delivery_task_sends_every_waiting_email(
    department: Department, pa: Person, tasks_called: list[dict], monkeypatch
) -> None:
    monkeypatch.setattr("notifications.tasks.FIRST_BATCH_SIZE", 1)
    monkeypatch.setattr("notifications.delivery.MAX_BATCH_SIZE", 2)
    for number in range(3):
        department.nominate(department.person(f"nominee{number}"))
    tasks.deliver_emails()
    assert len(mail.outbox) == 6
