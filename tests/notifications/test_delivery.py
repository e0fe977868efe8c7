import time

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import Person
from directive.roles import Role
from notifications.delivery import MAX_CONSECUTIVE_FAILURES, deliver_batch
from notifications.digest import DAY
from outbox.models import EmailDelivery, Notification
from outbox.queue import LOCK_DURATION
from outbox.retry import MAX_ATTEMPTS
from tests.factories import Department
from tests.notifications.mail_backends import (
    ADDRESS_CHECKING,
    BUSY,
    KILLED,
    LOCMEM,
    UNREACHABLE,
)

pytestmark = pytest.mark.django_db


def test_each_email_is_sent_once(department: Department, pa: Person) -> None:
    department.nominate()
    assert deliver_batch() == 2
    assert deliver_batch() == 0
    assert sorted(message.to[0] for message in mail.outbox) == [
        "nominee@demo.invalid",
        "pa@demo.invalid",
    ]
    assert not EmailDelivery.objects.filter(sent_at__isnull=True).exists()


def test_delivery_sends_no_more_than_its_limit(department: Department, pa: Person) -> None:
    department.nominate()
    assert deliver_batch(limit=1) == 1
    assert len(mail.outbox) == 1


def test_refused_recipient_does_not_stop_other_emails(
    department: Department, pa: Person, failing_recipients: None
) -> None:
    refused = department.person("refused", Role.PA)
    department.nominate()
    deliver_batch()
    assert len(mail.outbox) == 2
    email = EmailDelivery.objects.get(notification__recipient=refused)
    assert email.attempts == 1
    assert email.next_attempt_at > timezone.now()
    assert email.last_error == "SMTPRecipientsRefused 550"


def test_unreachable_mail_server_changes_no_email(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = UNREACHABLE
    department.nominate()
    assert deliver_batch() == 0
    assert not EmailDelivery.objects.exclude(last_error="", attempts=0).exists()
    settings.EMAIL_BACKEND = LOCMEM
    assert deliver_batch() == 2


@pytest.fixture
def faulty(department: Department, pa: Person) -> EmailDelivery:
    """Our code fails on it, as on one that it has no words for."""
    department.nominate()
    emails = EmailDelivery.objects.select_related("notification")
    email = emails.get(notification__recipient=pa)
    Notification.objects.filter(email=email).update(context={"state": "nominated"})
    return email


def test_email_that_cannot_be_rendered_does_not_stop_others(faulty: EmailDelivery) -> None:
    assert deliver_batch() == 2
    assert [message.to for message in mail.outbox] == [["nominee@demo.invalid"]]
    faulty.refresh_from_db()
    assert (faulty.sent_at, faulty.last_error) == (None, "KeyError")


def test_error_in_the_code_is_logged_at_each_try_and_never_fails_the_email(
    faulty: EmailDelivery, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(MAX_ATTEMPTS + 1):
        EmailDelivery.objects.update(next_attempt_at=timezone.now())
        deliver_batch()
    errors = [record for record in caplog.records if record.levelname == "ERROR"]
    assert len(errors) == MAX_ATTEMPTS + 1
    assert "email_error" in errors[0].getMessage()
    assert "KeyError('label_en')" in errors[0].getMessage()  # and so the traceback
    faulty.refresh_from_db()
    assert (faulty.attempts, faulty.failed_at) == (0, None)


def test_email_held_back_by_an_error_leaves_by_itself_once_the_code_is_corrected(
    faulty: EmailDelivery,
) -> None:
    deliver_batch()
    Notification.objects.filter(email=faulty).update(context=faulty.notification.context)
    EmailDelivery.objects.update(next_attempt_at=timezone.now())
    assert deliver_batch() == 1
    assert ["pa@demo.invalid"] in [message.to for message in mail.outbox]


def test_errors_in_the_code_are_not_taken_for_a_failing_server(
    department: Department, pa: Person
) -> None:
    for number in range(MAX_CONSECUTIVE_FAILURES + 1):
        department.nominate(department.person(f"nominee{number}"))
    Notification.objects.filter(recipient=pa).update(context={"state": "nominated"})
    faulty = EmailDelivery.objects.filter(notification__recipient=pa)
    faulty.update(next_attempt_at=timezone.now() - DAY)  # and so the first of the batch
    deliver_batch()
    assert len(mail.outbox) == MAX_CONSECUTIVE_FAILURES + 1


def test_email_without_context_does_not_stop_others(department: Department, pa: Person) -> None:
    department.nominate()
    Notification.objects.filter(recipient=pa).update(context={})
    deliver_batch()
    assert [message.to for message in mail.outbox] == [["nominee@demo.invalid"]]
    assert EmailDelivery.objects.get(notification__recipient=pa).last_error == "KeyError"


@pytest.mark.parametrize("address", ["", "pa\n@demo.invalid", "pa@"])
def test_email_without_a_valid_address_is_not_marked_sent(
    department: Department, pa: Person, settings, address: str
) -> None:
    settings.EMAIL_BACKEND = ADDRESS_CHECKING
    department.nominate()
    Person.objects.filter(pk=pa.pk).update(email=address)
    deliver_batch()
    email = EmailDelivery.objects.get(notification__recipient=pa)
    assert (email.sent_at, email.attempts, email.last_error) == (None, 1, "InvalidEmail")


def test_delivery_can_send_the_newest_email_first(department: Department, pa: Person) -> None:
    department.nominate()
    new = EmailDelivery.objects.get(notification__recipient=pa)
    EmailDelivery.objects.exclude(pk=new.pk).update(next_attempt_at=timezone.now() - DAY)
    assert deliver_batch(1, newest=True) == 1
    assert EmailDelivery.objects.get(sent_at__isnull=False) == new


def test_logs_of_a_delivery_contain_no_address(
    department: Department, failing_recipients: None, caplog
) -> None:
    department.person("refused", Role.PA)
    department.person("disconnected", Role.PA)
    department.nominate()
    deliver_batch()
    EmailDelivery.objects.update(next_attempt_at=timezone.now())
    deliver_batch()
    assert "email_retry_scheduled" in caplog.text
    assert "@demo.invalid" not in caplog.text


def test_email_of_a_killed_delivery_is_sent_again_under_the_same_message_id(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = KILLED
    department.nominate()
    with pytest.raises(SystemExit):
        deliver_batch()
    settings.EMAIL_BACKEND = LOCMEM
    assert deliver_batch() == 0  # the batch of the killed delivery is still locked
    EmailDelivery.objects.update(locked_until=timezone.now() - LOCK_DURATION)
    assert deliver_batch() == 2
    ids = [message.message()["Message-ID"] for message in mail.outbox]
    assert len(ids) == 3
    assert len(set(ids)) == 2


def test_delivery_asked_to_end_finishes_its_email_and_unlocks_the_rest(
    department: Department, pa: Person
) -> None:
    department.nominate()
    assert deliver_batch(may_go_on=lambda: not mail.outbox) == 1
    assert not EmailDelivery.objects.filter(locked_until__isnull=False).exists()
    assert deliver_batch() == 1


def test_delivery_stops_where_a_clock_jump_ends_its_lock(
    department: Department, pa: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other deliveries may then lock the rest; the e-mail in progress may be sent twice."""
    department.nominate()
    monkeypatch.setattr(
        "notifications.delivery.time", lambda: time.time() + 86400 * len(mail.outbox)
    )
    assert deliver_batch() == 1
    assert not EmailDelivery.objects.filter(locked_until__isnull=False).exists()
    assert deliver_batch() == 1


def test_batch_needs_one_more_query_for_each_email(department: Department, pa: Person) -> None:
    department.nominate()
    with CaptureQueriesContext(connection) as few:
        deliver_batch()
    for number in range(10):
        department.nominate(department.person(f"nominee{number}"))
    with CaptureQueriesContext(connection) as many:
        assert deliver_batch() == 20
    assert len(many) == len(few) + 18  # one UPDATE marks each e-mail as sent


def test_delivery_stops_after_consecutive_failures(
    department: Department, pa: Person, settings
) -> None:
    settings.EMAIL_BACKEND = BUSY
    for number in range(5):
        department.nominate(department.person(f"nominee{number}"))
    assert deliver_batch() == MAX_CONSECUTIVE_FAILURES
    assert EmailDelivery.objects.filter(last_error="").count() == 10 - MAX_CONSECUTIVE_FAILURES
