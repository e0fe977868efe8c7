from datetime import date
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import Person, RoleAssignment
from directive.roles import Role
from notifications.delivery import MAX_CONSECUTIVE_FAILURES, deliver_batch
from notifications.digest import DAY
from notifications.relevance import filter_relevant
from outbox.models import EmailDelivery, Notification
from outbox.queue import LOCK_DURATION, lock_batch, unlock
from outbox.retry import MAX_ATTEMPTS
from reminders.rules import RULES_BY_NAME
from reminders.run import noon, send_reminders
from tests.reminders.office import Department

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
    EmailDelivery.objects.update(next_attempt_at=timezone.now())


def test_each_letter_goes_once(department: Department, pa: Person) -> None:
    department.nominate()
    assert deliver_batch() == 2
    assert deliver_batch() == 0
    assert sorted(message.to[0] for message in mail.outbox) == [
        "nominee@demo.invalid",
        "pa@demo.invalid",
    ]
    assert not Notification.objects.filter(email__sent_at__isnull=True).exists()


def test_no_more_than_the_limit_over_one_connection(department: Department, pa: Person) -> None:
    department.nominate()
    assert deliver_batch(limit=1) == 1
    assert len(mail.outbox) == 1


def test_a_refused_recipient_does_not_stop_the_others(
    department: Department, pa: Person, picky: None
) -> None:
    refused = department.person("refused", Role.PA)
    department.nominate()
    deliver_batch()
    assert len(mail.outbox) == 2
    notification = Notification.objects.get(recipient=refused)
    assert notification.email.attempts == 1
    assert notification.email.next_attempt_at > timezone.now()
    assert notification.email.last_error == "SMTPRecipientsRefused 550"


def test_the_delay_grows_and_then_it_is_given_up(department: Department, picky: None) -> None:
    refused = department.person("refused", Role.PA)
    department.nominate()
    delays = []
    for _ in range(MAX_ATTEMPTS):
        again()
        deliver_batch()
        delays.append(
            Notification.objects.get(recipient=refused).email.next_attempt_at - timezone.now()
        )
    notification = Notification.objects.get(recipient=refused)
    assert delays[1] > delays[0]
    assert notification.email.failed_at is not None
    assert notification.email.attempts == MAX_ATTEMPTS
    again()
    assert deliver_batch() == 0


def test_a_server_that_hangs_up_costs_the_letter_no_attempt(
    department: Department, picky: None
) -> None:
    cut = department.person("cut", Role.PA)
    department.nominate()
    deliver_batch()
    notification = Notification.objects.get(recipient=cut)
    assert (notification.email.attempts, notification.email.last_error) == (
        0,
        "SMTPServerDisconnected",
    )
    assert notification.email.sent_at is None


def test_a_server_that_is_away_changes_nothing(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.reminders.test_relay.Unreachable"
    department.nominate()
    assert deliver_batch() == 0
    assert not Notification.objects.exclude(email__last_error="", email__attempts=0).exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver_batch() == 2


def test_a_letter_that_cannot_be_written_does_not_stop_the_others(
    department: Department, pa: Person
) -> None:
    department.nominate()
    Notification.objects.filter(recipient=pa).update(context={"state": "nominated"})
    deliver_batch()
    assert [message.to for message in mail.outbox] == [["nominee@demo.invalid"]]
    assert Notification.objects.get(recipient=pa).email.last_error == "KeyError"


def test_a_letter_that_cannot_be_judged_does_not_stop_the_others(
    department: Department, pa: Person
) -> None:
    department.nominate()
    Notification.objects.filter(recipient=pa).update(context={})
    deliver_batch()
    assert [message.to for message in mail.outbox] == [["nominee@demo.invalid"]]
    assert Notification.objects.get(recipient=pa).email.attempts == 1


def test_a_letter_without_an_address_is_not_taken_for_sent(
    department: Department, pa: Person
) -> None:
    department.nominate()
    Person.objects.filter(pk=pa.pk).update(email="")
    deliver_batch()
    notification = Notification.objects.get(recipient=pa)
    assert (notification.email.sent_at, notification.email.last_error) == (None, "ValueError")


def test_a_full_mailbox_is_to_blame_once_others_are_served(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.reminders.test_relay.PaFull"
    department.nominate()
    stuck = Notification.objects.get(recipient=pa)
    EmailDelivery.objects.exclude(pk=stuck.pk).update(next_attempt_at=timezone.now() + DAY)
    for _ in range(3):
        EmailDelivery.objects.filter(pk=stuck.pk).update(next_attempt_at=timezone.now())
        deliver_batch()
    stuck.refresh_from_db()
    assert stuck.email.attempts == 0  # nobody is served: it may be the server
    EmailDelivery.objects.exclude(pk=stuck.pk).update(next_attempt_at=timezone.now())
    assert deliver_batch() == 1
    EmailDelivery.objects.filter(pk=stuck.pk).update(next_attempt_at=timezone.now())
    deliver_batch()
    stuck.refresh_from_db()
    assert stuck.email.attempts == 1


def test_letting_go_leaves_what_another_relay_has_taken_meanwhile(
    department: Department, pa: Person
) -> None:
    department.nominate()
    emails = lock_batch(2)
    EmailDelivery.objects.filter(notification__recipient=pa).update(locked_by=1)
    unlock(emails)
    assert set(EmailDelivery.objects.filter(locked_until=None)) == {
        email for email in emails if email.notification.recipient != pa
    }


def test_the_newest_letters_may_be_taken_first(department: Department, pa: Person) -> None:
    department.nominate()
    new = Notification.objects.get(recipient=pa)
    EmailDelivery.objects.exclude(pk=new.pk).update(next_attempt_at=timezone.now() - DAY)
    assert deliver_batch(1, newest=True) == 1
    assert Notification.objects.get(email__sent_at__isnull=False) == new


def test_nothing_goes_to_whom_the_office_was_taken_from(department: Department, pa: Person) -> None:
    department.nominate()
    RoleAssignment.objects.filter(person=pa).update(ended_at=timezone.now())
    deliver_batch()
    assert "pa@demo.invalid" not in {message.to[0] for message in mail.outbox}
    assert "no longer see" in Notification.objects.get(recipient=pa).email.last_error


def test_nothing_goes_to_the_inactive(department: Department, pa: Person) -> None:
    department.nominate()
    Person.objects.filter(pk=pa.pk).update(is_active=False)
    deliver_batch()
    assert "pa@demo.invalid" not in {message.to[0] for message in mail.outbox}


def test_what_was_done_meanwhile_is_not_asked_for(department: Department, pa: Person) -> None:
    other = department.person("pa2", Role.PA)
    row = department.nominate()
    department.advise(row, by=other)
    deliver_batch()
    assert "pa@demo.invalid" not in {message.to[0] for message in mail.outbox}


def test_logs_hold_no_address(department: Department, picky: None, caplog) -> None:
    department.person("refused", Role.PA)
    department.person("cut", Role.PA)
    department.nominate()
    deliver_batch()
    again()
    deliver_batch()
    assert "email_retry_scheduled" in caplog.text
    assert "@demo.invalid" not in caplog.text


def test_killed_before_the_mark_it_goes_again_under_the_same_id(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.reminders.test_relay.Killed"
    department.nominate()
    with pytest.raises(SystemExit):
        deliver_batch()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver_batch() == 0  # the killed relay's share is not let go yet
    EmailDelivery.objects.update(locked_until=timezone.now() - LOCK_DURATION)
    assert deliver_batch() == 2
    ids = [message.message()["Message-ID"] for message in mail.outbox]
    assert len(ids) == 3
    assert len(set(ids)) == 2


def test_asked_to_end_it_finishes_the_letter_under_way_and_lets_the_rest_go(
    department: Department, pa: Person
) -> None:
    department.nominate()
    assert deliver_batch(may_go_on=lambda: not mail.outbox) == 1
    assert not Notification.objects.filter(email__locked_until__isnull=False).exists()
    assert deliver_batch() == 1


def test_a_server_that_serves_nobody_costs_no_attempt(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.reminders.test_relay.Busy"
    department.nominate()
    assert deliver_batch() == 2
    assert set(EmailDelivery.objects.values_list("attempts", "last_error")) == {
        (0, "SMTPDataError 451")
    }


def test_a_batch_costs_as_many_queries_as_a_letter(department: Department, pa: Person) -> None:
    department.nominate()
    with CaptureQueriesContext(connection) as few:
        deliver_batch()
    for number in range(10):
        department.nominate(department.person(f"nominee{number}"))
    with CaptureQueriesContext(connection) as many:
        assert deliver_batch() == 20
    assert len(many) == len(few) + 18  # one UPDATE marks each e-mail as sent


def test_reminders_are_judged_in_as_many_queries_however_many_there_are(
    department: Department, pa: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reminders.run.RULES", (RULES_BY_NAME["practitioner.advise"],))
    RoleAssignment.objects.update(first_day=date(2026, 1, 1))
    row = department.nominate()
    for number in range(9):
        department.nominate(department.person(f"nominee{number}"))
    send_reminders(noon(row.due_on))
    reminders = EmailDelivery.objects.filter(
        notification__event_type="practitioner.advise.due"
    ).select_related("notification__recipient")
    with CaptureQueriesContext(connection) as few:
        assert len(filter_relevant(reminders[:1])) == 1
    with CaptureQueriesContext(connection) as many:
        assert len(filter_relevant(reminders)) == 10
    assert len(many) == len(few)


def test_a_server_that_serves_nobody_is_not_asked_for_the_whole_batch(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.reminders.test_relay.Busy"
    for number in range(5):
        department.nominate(department.person(f"nominee{number}"))
    assert deliver_batch() == MAX_CONSECUTIVE_FAILURES
    assert (
        Notification.objects.filter(email__last_error="").count() == 10 - MAX_CONSECUTIVE_FAILURES
    )
