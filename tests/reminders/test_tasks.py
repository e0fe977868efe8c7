from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from kombu.exceptions import OperationalError

from access.models import Person
from notifications import tasks
from osma_registry.celery import app
from osma_registry.celeryconfig import beat_schedule
from outbox.models import EmailDelivery, Notification
from reminders import tasks as reminder_tasks
from tests.reminders.office import Department

pytestmark = pytest.mark.django_db
YESTERDAY = timedelta(days=1)


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """The relays that were called to help."""
    calls: list[dict] = []
    monkeypatch.setattr(
        tasks.deliver_emails, "apply_async", lambda **options: calls.append(options)
    )
    return calls


def test_a_relay_with_much_to_send_calls_another(
    department: Department, pa: Person, called: list[dict], monkeypatch
) -> None:
    department.nominate()
    monkeypatch.setattr("notifications.tasks.FIRST_BATCH_SIZE", 2)
    tasks.deliver_emails()
    assert called == []
    department.nominate(department.person("other"))
    monkeypatch.setattr("notifications.tasks.FIRST_BATCH_SIZE", 1)
    tasks.deliver_emails()
    assert len(called) == 1


def test_a_relay_that_cannot_reach_the_broker_goes_on_alone(
    department: Department, pa: Person, monkeypatch
) -> None:
    def unreachable(**options: object) -> None:
        raise OperationalError

    monkeypatch.setattr(tasks.deliver_emails, "apply_async", unreachable)
    monkeypatch.setattr("notifications.tasks.FIRST_BATCH_SIZE", 1)
    department.nominate()
    tasks.deliver_emails()
    assert len(mail.outbox) == 2


def test_no_other_relay_is_called_while_the_mail_server_is_away(
    department: Department, pa: Person, called: list[dict], monkeypatch, settings
) -> None:
    monkeypatch.setattr("notifications.tasks.FIRST_BATCH_SIZE", 1)
    settings.EMAIL_BACKEND = "tests.reminders.test_relay.Unreachable"
    department.nominate()
    for _ in range(3):
        tasks.deliver_emails()
    assert len(called) == 1  # by the first, which could not know
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tasks.deliver_emails()
    department.nominate(department.person("other"))
    tasks.deliver_emails()
    assert len(called) == 2


def test_a_server_that_hangs_up_is_left_to_the_next_beat(
    department: Department, pa: Person, called: list[dict], monkeypatch, settings
) -> None:
    monkeypatch.setattr("notifications.tasks.FIRST_BATCH_SIZE", 1)
    settings.EMAIL_BACKEND = "tests.reminders.test_jumped_clock.Busy"
    department.nominate()
    for _ in range(2):
        EmailDelivery.objects.update(next_attempt_at=timezone.now())
        tasks.deliver_emails()
    assert len(called) == 1


def test_the_relay_empties_the_outbox(
    department: Department, pa: Person, called: list[dict], monkeypatch
) -> None:
    monkeypatch.setattr("notifications.tasks.FIRST_BATCH_SIZE", 1)
    monkeypatch.setattr("notifications.delivery.MAX_BATCH_SIZE", 2)
    for number in range(3):
        department.nominate(department.person(f"nominee{number}"))
    tasks.deliver_emails()
    assert len(mail.outbox) == 6


def test_the_clock_lapses_an_authorization_whose_last_day_has_passed(
    department: Department, pa: Person
) -> None:
    row = department.nominate()
    row = department.authorize(department.advise(row, by=pa))
    type(row).objects.filter(pk=row.pk).update(last_day=timezone.localdate() - YESTERDAY)
    reminder_tasks.daily_steps()
    assert type(row).objects.get(pk=row.pk).state == "lapsed"
    assert Notification.objects.filter(event_type="practitioner.lapse").exists()
    reminder_tasks.daily_steps()


def test_the_sweep_writes_what_is_due_today(department: Department, pa: Person) -> None:
    row = department.nominate()
    type(row).objects.filter(pk=row.pk).update(
        due_on=timezone.localdate(), state_changed_at=timezone.now() - YESTERDAY
    )
    reminder_tasks.send_reminders()
    assert Notification.objects.filter(event_type="practitioner.advise.due").count() == 1


@pytest.mark.parametrize("entry", beat_schedule.values(), ids=beat_schedule)
def test_beat_asks_for_tasks_that_exist_and_survive_their_worker(entry: dict) -> None:
    app.loader.import_default_modules()
    task = app.tasks[entry["task"]]
    assert task.acks_late
    assert task.reject_on_worker_lost
    assert task.time_limit
