from datetime import date
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import Office, Person
from directive.roles import Role
from reminders.digest import DAY
from reminders.judging import needed
from reminders.outbox import LEASE, let_go, take
from reminders.relay import ENOUGH, relay
from reminders.rules import BY_KIND
from reminders.sweep import noon, sweep
from reminders.trouble import LAST_ATTEMPT
from tests.reminders.office import Department
from workflow.models import Letter

pytestmark = pytest.mark.django_db


class Picky(EmailBackend):
    """A server that refuses one address, and hangs up on another."""

    def send_messages(self, messages: list) -> int:
        to = messages[0].to[0]
        if to.startswith("refused"):
            raise SMTPRecipientsRefused({to: (550, b"no such mailbox " + to.encode())})
        if to.startswith("cut"):
            raise SMTPServerDisconnected(f"closed while sending to {to}")
        return super().send_messages(messages)


class Busy(EmailBackend):
    def send_messages(self, messages: list) -> int:
        raise SMTPDataError(451, b"come back later")


class PaFull(EmailBackend):
    """A mailbox is full, and the others are served."""

    def send_messages(self, messages: list) -> int:
        if messages[0].to == ["pa@demo.invalid"]:
            raise SMTPDataError(452, b"mailbox full")
        return super().send_messages(messages)


class Killed(EmailBackend):
    """The process ends after the server has taken the mail."""

    def send_messages(self, messages: list) -> int:
        super().send_messages(messages)
        raise SystemExit


class Unreachable(EmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError


@pytest.fixture
def picky(settings) -> None:
    settings.EMAIL_BACKEND = "tests.reminders.test_relay.Picky"


def again() -> None:
    Letter.objects.update(due_at=timezone.now())


def test_each_letter_goes_once(department: Department, pa: Person) -> None:
    department.nominate()
    assert relay() == 2
    assert relay() == 0
    assert sorted(message.to[0] for message in mail.outbox) == [
        "nominee@demo.invalid",
        "pa@demo.invalid",
    ]
    assert not Letter.objects.filter(sent_at__isnull=True).exists()


def test_no_more_than_the_limit_over_one_connection(department: Department, pa: Person) -> None:
    department.nominate()
    assert relay(limit=1) == 1
    assert len(mail.outbox) == 1


def test_a_refused_recipient_does_not_stop_the_others(
    department: Department, pa: Person, picky: None
) -> None:
    refused = department.person("refused", Role.PA)
    department.nominate()
    relay()
    assert len(mail.outbox) == 2
    letter = Letter.objects.get(recipient=refused)
    assert letter.attempts == 1
    assert letter.due_at > timezone.now()
    assert letter.problem == "SMTPRecipientsRefused 550"


def test_the_delay_grows_and_then_it_is_given_up(department: Department, picky: None) -> None:
    refused = department.person("refused", Role.PA)
    department.nominate()
    delays = []
    for _ in range(LAST_ATTEMPT):
        again()
        relay()
        delays.append(Letter.objects.get(recipient=refused).due_at - timezone.now())
    letter = Letter.objects.get(recipient=refused)
    assert delays[1] > delays[0]
    assert letter.given_up_at is not None
    assert letter.attempts == LAST_ATTEMPT
    again()
    assert relay() == 0


def test_a_server_that_hangs_up_costs_the_letter_no_attempt(
    department: Department, picky: None
) -> None:
    cut = department.person("cut", Role.PA)
    department.nominate()
    relay()
    letter = Letter.objects.get(recipient=cut)
    assert (letter.attempts, letter.problem) == (0, "SMTPServerDisconnected")
    assert letter.sent_at is None


def test_a_server_that_is_away_changes_nothing(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.reminders.test_relay.Unreachable"
    department.nominate()
    assert relay() == 0
    assert not Letter.objects.exclude(problem="", attempts=0).exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert relay() == 2


def test_a_letter_that_cannot_be_written_does_not_stop_the_others(
    department: Department, pa: Person
) -> None:
    department.nominate()
    Letter.objects.filter(recipient=pa).update(facts={"state": "nominated"})
    relay()
    assert [message.to for message in mail.outbox] == [["nominee@demo.invalid"]]
    assert Letter.objects.get(recipient=pa).problem == "KeyError"


def test_a_letter_that_cannot_be_judged_does_not_stop_the_others(
    department: Department, pa: Person
) -> None:
    department.nominate()
    Letter.objects.filter(recipient=pa).update(facts={})
    relay()
    assert [message.to for message in mail.outbox] == [["nominee@demo.invalid"]]
    assert Letter.objects.get(recipient=pa).attempts == 1


def test_a_letter_without_an_address_is_not_taken_for_sent(
    department: Department, pa: Person
) -> None:
    department.nominate()
    Person.objects.filter(pk=pa.pk).update(email="")
    relay()
    letter = Letter.objects.get(recipient=pa)
    assert (letter.sent_at, letter.problem) == (None, "ValueError")


def test_a_full_mailbox_is_to_blame_once_others_are_served(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.reminders.test_relay.PaFull"
    department.nominate()
    stuck = Letter.objects.get(recipient=pa)
    Letter.objects.exclude(pk=stuck.pk).update(due_at=timezone.now() + DAY)
    for _ in range(3):
        Letter.objects.filter(pk=stuck.pk).update(due_at=timezone.now())
        relay()
    stuck.refresh_from_db()
    assert stuck.attempts == 0  # nobody is served: it may be the server
    Letter.objects.exclude(pk=stuck.pk).update(due_at=timezone.now())
    assert relay() == 1
    Letter.objects.filter(pk=stuck.pk).update(due_at=timezone.now())
    relay()
    stuck.refresh_from_db()
    assert stuck.attempts == 1


def test_letting_go_leaves_what_another_relay_has_taken_meanwhile(
    department: Department, pa: Person
) -> None:
    department.nominate()
    letters = take(2)
    Letter.objects.filter(recipient=pa).update(taken_by=1)
    let_go(letters)
    assert set(Letter.objects.filter(taken_until=None)) == {
        letter for letter in letters if letter.recipient != pa
    }


def test_the_newest_letters_may_be_taken_first(department: Department, pa: Person) -> None:
    department.nominate()
    new = Letter.objects.get(recipient=pa)
    Letter.objects.exclude(pk=new.pk).update(due_at=timezone.now() - DAY)
    assert relay(1, newest=True) == 1
    assert Letter.objects.get(sent_at__isnull=False) == new


def test_nothing_goes_to_whom_the_office_was_taken_from(department: Department, pa: Person) -> None:
    department.nominate()
    Office.objects.filter(person=pa).update(ended_at=timezone.now())
    relay()
    assert "pa@demo.invalid" not in {message.to[0] for message in mail.outbox}
    assert "no longer see" in Letter.objects.get(recipient=pa).problem


def test_nothing_goes_to_the_inactive(department: Department, pa: Person) -> None:
    department.nominate()
    Person.objects.filter(pk=pa.pk).update(is_active=False)
    relay()
    assert "pa@demo.invalid" not in {message.to[0] for message in mail.outbox}


def test_what_was_done_meanwhile_is_not_asked_for(department: Department, pa: Person) -> None:
    other = department.person("pa2", Role.PA)
    row = department.nominate()
    department.advise(row, by=other)
    relay()
    assert "pa@demo.invalid" not in {message.to[0] for message in mail.outbox}


def test_logs_hold_no_address(department: Department, picky: None, caplog) -> None:
    department.person("refused", Role.PA)
    department.person("cut", Role.PA)
    department.nominate()
    relay()
    again()
    relay()
    assert "letter_postponed" in caplog.text
    assert "@demo.invalid" not in caplog.text


def test_killed_before_the_mark_it_goes_again_under_the_same_id(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.reminders.test_relay.Killed"
    department.nominate()
    with pytest.raises(SystemExit):
        relay()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert relay() == 0  # the killed relay's share is not let go yet
    Letter.objects.update(taken_until=timezone.now() - LEASE)
    assert relay() == 2
    ids = [message.message()["Message-ID"] for message in mail.outbox]
    assert len(ids) == 3
    assert len(set(ids)) == 2


def test_asked_to_end_it_finishes_the_letter_under_way_and_lets_the_rest_go(
    department: Department, pa: Person
) -> None:
    department.nominate()
    assert relay(going_on=lambda: not mail.outbox) == 1
    assert not Letter.objects.filter(taken_until__isnull=False).exists()
    assert relay() == 1


def test_a_server_that_serves_nobody_costs_no_attempt(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.reminders.test_relay.Busy"
    department.nominate()
    assert relay() == 2
    assert set(Letter.objects.values_list("attempts", "problem")) == {(0, "SMTPDataError 451")}


def test_a_batch_costs_as_many_queries_as_a_letter(department: Department, pa: Person) -> None:
    department.nominate()
    with CaptureQueriesContext(connection) as few:
        relay()
    for number in range(10):
        department.nominate(department.person(f"nominee{number}"))
    with CaptureQueriesContext(connection) as many:
        assert relay() == 20
    assert len(many) == len(few)  # the marks aside, which no query waits for


def test_reminders_are_judged_in_as_many_queries_however_many_there_are(
    department: Department, pa: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reminders.sweep.RULES", (BY_KIND["practitioner.advise"],))
    Office.objects.update(first_day=date(2026, 1, 1))
    row = department.nominate()
    for number in range(9):
        department.nominate(department.person(f"nominee{number}"))
    sweep(noon(row.due_on))
    reminders = Letter.objects.filter(kind="practitioner.advise.due").select_related("recipient")
    with CaptureQueriesContext(connection) as few:
        assert len(needed(reminders[:1])) == 1
    with CaptureQueriesContext(connection) as many:
        assert len(needed(reminders)) == 10
    assert len(many) == len(few)


def test_a_server_that_serves_nobody_is_not_asked_for_the_whole_batch(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.reminders.test_relay.Busy"
    for number in range(5):
        department.nominate(department.person(f"nominee{number}"))
    assert relay() == ENOUGH
    assert Letter.objects.filter(problem="").count() == 10 - ENOUGH
