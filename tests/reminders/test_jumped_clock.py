"""The clock is set back after it ran ahead, or jumps forward: nothing waits for it, and nothing goes twice."""

import time
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from access.models import Person, RoleAssignment
from notifications import tasks
from notifications.delivery import deliver_batch
from notifications.digest import next_digest_at, write_digests
from notifications.groups import NEXT_STEP
from notifications.models import EmailPreference
from notifications.monitoring import queue_overview
from notifications.preferences import set_preferences
from outbox.heartbeat import (
    DELIVERY,
    EMAIL_SENT,
    SERVER_FAILED,
    is_mail_server_failing,
    is_not_responding,
    last_heartbeat,
)
from outbox.models import EmailDelivery, Heartbeat, Notification
from outbox.queue import MAX_CLOCK_DIFFERENCE
from outbox.retry import MAX_ATTEMPTS, MAX_DELAY
from practitioners.models import Authorization
from reminders.models import ReminderRun
from reminders.rules import RULES_BY_NAME
from reminders.run import noon, send_reminders
from tests.reminders.office import Department

DAY = timedelta(days=1)
RULE = "practitioner.advise"


class Busy(EmailBackend):
    def send_messages(self, messages: list) -> int:
        raise ConnectionResetError


@pytest.fixture
def notifications(department: Department, pa: Person) -> None:
    department.nominate()


@pytest.fixture
def daily(department: Department, notifications: None, pa: Person) -> Person:
    set_preferences({NEXT_STEP: "daily"}, by=pa)
    deliver_batch()
    return pa


def waiting_until(moment: datetime) -> None:
    EmailDelivery.objects.update(next_attempt_at=moment)


def test_a_letter_written_on_a_clock_that_ran_ahead_leaves(notifications: None) -> None:
    waiting_until(timezone.now() + DAY)
    tasks.deliver_emails()
    assert len(mail.outbox) == 2


def test_a_letter_put_off_for_the_longest_time_waits(notifications: None) -> None:
    """On the clock of another machine too."""
    waiting_until(timezone.now() + MAX_DELAY + MAX_CLOCK_DIFFERENCE - timedelta(seconds=5))
    tasks.deliver_emails()
    assert mail.outbox == []


def test_what_is_kept_until_the_next_morning_or_monday_stays(daily: Person) -> None:
    for frequency in (EmailPreference.Frequency.DAILY, EmailPreference.Frequency.WEEKLY):
        morning = next_digest_at(frequency, timezone.now())
        EmailDelivery.objects.filter(deferred=True).update(next_attempt_at=morning)
        write_digests()
        tasks.deliver_emails()
        assert Notification.objects.get(email__deferred=True).email.next_attempt_at == morning


def test_what_was_kept_on_a_clock_that_ran_ahead_is_kept_for_the_next_morning(
    daily: Person,
) -> None:
    a_month_on = next_digest_at(EmailPreference.Frequency.DAILY, timezone.now() + 30 * DAY)
    EmailDelivery.objects.filter(deferred=True).update(next_attempt_at=a_month_on)
    write_digests()
    tasks.deliver_emails()
    kept = Notification.objects.get(recipient=daily)
    assert kept.email.deferred
    assert kept.email.next_attempt_at == next_digest_at(
        EmailPreference.Frequency.DAILY, timezone.now()
    )


def test_a_letter_is_not_to_blame_for_what_was_sent_in_the_future(
    notifications: None, settings
) -> None:
    Heartbeat.objects.create(task=EMAIL_SENT, seen_at=timezone.now() + DAY)
    settings.EMAIL_BACKEND = "tests.reminders.test_jumped_clock.Busy"
    for _ in range(MAX_ATTEMPTS):
        waiting_until(timezone.now())
        deliver_batch()
    assert set(EmailDelivery.objects.values_list("attempts", "failed_at")) == {(0, None)}


@pytest.mark.django_db
def test_a_worker_heard_in_the_future_is_silent_until_it_is_heard_again() -> None:
    Heartbeat.objects.create(task=DELIVERY, seen_at=timezone.now() + DAY)
    assert is_not_responding(last_heartbeat(DELIVERY))
    tasks.deliver_emails()
    assert not is_not_responding(last_heartbeat(DELIVERY))


def swept(day: date) -> None:
    ReminderRun.objects.create(
        day=day, started_at=noon(day), duration=timedelta(0), notifications=0
    )


def test_a_sweep_that_ran_ahead_hides_no_day_before_its_own(
    department: Department, pa: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reminders.run.RULES", (RULES_BY_NAME[RULE],))
    RoleAssignment.objects.update(first_day=date(2026, 1, 1))
    today = timezone.localdate()
    row = department.nominate()
    swept(today)  # on a clock that ran two days ahead
    swept(today - 2 * DAY)
    Authorization.objects.filter(pk=row.pk).update(
        due_on=today - DAY, state_changed_at=timezone.now() - 30 * DAY
    )
    send_reminders(noon(today))
    assert Notification.objects.get(event_type=f"{RULE}.due").occurrence == f"{today - DAY}+0"


@pytest.mark.django_db
def test_the_last_sweep_told_is_the_one_that_ran_last() -> None:
    today = timezone.localdate()
    for day in (today + DAY, today):
        swept(day)
    assert queue_overview().last_run.day == today


def test_a_relay_stops_where_a_jump_ends_its_lease(
    notifications: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others take the rest then; the letter under way may go twice."""
    monkeypatch.setattr(
        "notifications.delivery.time", lambda: time.time() + 86400 * len(mail.outbox)
    )
    assert deliver_batch() == 1
    assert not Notification.objects.filter(email__locked_until__isnull=False).exists()
    assert deliver_batch() == 1


@pytest.mark.django_db
def test_a_mail_server_that_failed_in_the_future_is_not_away_until_then() -> None:
    Heartbeat.objects.create(task=SERVER_FAILED, seen_at=timezone.now() + DAY)
    assert not is_mail_server_failing()
