"""The clock is set back after it ran ahead, or jumps forward: nothing waits for it, and nothing goes twice."""

import time
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from access.models import Office, Person
from practitioners.models import Authorization
from reminders import tasks
from reminders.beats import CUT, RELAY, SENT, Beat, is_silent, last_beat, mail_is_cut
from reminders.choices import choose
from reminders.digest import gather, next_time
from reminders.groups import TURN
from reminders.models import MailChoice, Sweep
from reminders.operations import work
from reminders.outbox import CLOCKS_DIFFER
from reminders.relay import relay
from reminders.rules import BY_KIND
from reminders.sweep import noon, sweep
from reminders.trouble import LAST_ATTEMPT, LONGEST_DELAY
from tests.reminders.office import Department
from workflow.models import Letter

DAY = timedelta(days=1)
RULE = "practitioner.advise"


class Busy(EmailBackend):
    def send_messages(self, messages: list) -> int:
        raise ConnectionResetError


@pytest.fixture
def letters(department: Department, pa: Person) -> None:
    department.nominate()


@pytest.fixture
def daily(department: Department, letters: None, pa: Person) -> Person:
    choose({TURN: "daily"}, by=pa)
    relay()
    return pa


def waiting_until(moment: datetime) -> None:
    Letter.objects.update(due_at=moment)


def test_a_letter_written_on_a_clock_that_ran_ahead_leaves(letters: None) -> None:
    waiting_until(timezone.now() + DAY)
    tasks.relay()
    assert len(mail.outbox) == 2


def test_a_letter_put_off_for_the_longest_time_waits(letters: None) -> None:
    """On the clock of another machine too."""
    waiting_until(timezone.now() + LONGEST_DELAY + CLOCKS_DIFFER - timedelta(seconds=5))
    tasks.relay()
    assert mail.outbox == []


def test_what_is_kept_until_the_next_morning_or_monday_stays(daily: Person) -> None:
    for rhythm in (MailChoice.Rhythm.DAILY, MailChoice.Rhythm.WEEKLY):
        morning = next_time(rhythm, timezone.now())
        Letter.objects.filter(held=True).update(due_at=morning)
        gather()
        tasks.relay()
        assert Letter.objects.get(held=True).due_at == morning


def test_what_was_kept_on_a_clock_that_ran_ahead_is_kept_for_the_next_morning(
    daily: Person,
) -> None:
    a_month_on = next_time(MailChoice.Rhythm.DAILY, timezone.now() + 30 * DAY)
    Letter.objects.filter(held=True).update(due_at=a_month_on)
    gather()
    tasks.relay()
    kept = Letter.objects.get(recipient=daily)
    assert kept.held
    assert kept.due_at == next_time(MailChoice.Rhythm.DAILY, timezone.now())


def test_a_letter_is_not_to_blame_for_what_was_sent_in_the_future(letters: None, settings) -> None:
    Beat.objects.create(task=SENT, at=timezone.now() + DAY)
    settings.EMAIL_BACKEND = "tests.reminders.test_jumped_clock.Busy"
    for _ in range(LAST_ATTEMPT):
        waiting_until(timezone.now())
        relay()
    assert set(Letter.objects.values_list("attempts", "given_up_at")) == {(0, None)}


@pytest.mark.django_db
def test_a_worker_heard_in_the_future_is_silent_until_it_is_heard_again() -> None:
    Beat.objects.create(task=RELAY, at=timezone.now() + DAY)
    assert is_silent(last_beat(RELAY))
    tasks.relay()
    assert not is_silent(last_beat(RELAY))


def swept(day: date) -> None:
    Sweep.objects.create(day=day, started_at=noon(day), took=timedelta(0), written=0)


def test_a_sweep_that_ran_ahead_hides_no_day_before_its_own(
    department: Department, pa: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reminders.sweep.RULES", (BY_KIND[RULE],))
    Office.objects.update(first_day=date(2026, 1, 1))
    today = timezone.localdate()
    row = department.nominate()
    swept(today)  # on a clock that ran two days ahead
    swept(today - 2 * DAY)
    Authorization.objects.filter(pk=row.pk).update(
        due_on=today - DAY, state_since=timezone.now() - 30 * DAY
    )
    sweep(noon(today))
    assert Letter.objects.get(kind=f"{RULE}.due").occurrence == f"{today - DAY}+0"


@pytest.mark.django_db
def test_the_last_sweep_told_is_the_one_that_ran_last() -> None:
    today = timezone.localdate()
    for day in (today + DAY, today):
        swept(day)
    assert work().swept.day == today


def test_a_relay_stops_where_a_jump_ends_its_lease(
    letters: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others take the rest then; the letter under way may go twice."""
    monkeypatch.setattr("reminders.relay.time", lambda: time.time() + 86400 * len(mail.outbox))
    assert relay() == 1
    assert not Letter.objects.filter(taken_until__isnull=False).exists()
    assert relay() == 1


@pytest.mark.django_db
def test_a_mail_server_that_failed_in_the_future_is_not_away_until_then() -> None:
    Beat.objects.create(task=CUT, at=timezone.now() + DAY)
    assert not mail_is_cut()
