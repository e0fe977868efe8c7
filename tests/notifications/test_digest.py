from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from access.models import Person, RoleAssignment
from directive.roles import Role
from notifications import tasks
from notifications.delivery import deliver_batch
from notifications.digest import next_digest_at, write_digests
from notifications.groups import NEXT_STEP
from notifications.models import EmailPreference
from notifications.preferences import set_preferences
from outbox.models import EmailDelivery, Notification
from reminders.rules import RULES_BY_NAME
from reminders.run import noon, send_reminders
from tests.factories import Department

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TORONTO = ZoneInfo("America/Toronto")


def make_deferred_due() -> None:
    EmailDelivery.objects.filter(deferred=True).update(next_attempt_at=timezone.now())


def emails_to(name: str) -> list[mail.EmailMultiAlternatives]:
    return [message for message in mail.outbox if message.to == [f"{name}@demo.invalid"]]


@pytest.fixture
def daily_reader(department: Department) -> Person:
    """PA staff who get the steps that wait for them once a day."""
    person = department.person("reader", Role.PA)
    set_preferences({NEXT_STEP: "daily"}, by=person)
    return person


def test_deferred_emails_are_sent_in_one_digest(
    department: Department, daily_reader: Person
) -> None:
    for name in ("one", "two"):
        department.nominate(department.person(name))
    deliver_batch()
    assert emails_to("reader") == []
    make_deferred_due()
    assert write_digests() == 1
    deliver_batch()
    (message,) = emails_to("reader")
    assert message.subject == "2 tasks for you"
    assert message.body.index("The one") < message.body.index("The two")
    assert not Notification.objects.filter(email__sent_at__isnull=True).exists()


def test_email_that_cannot_be_rendered_does_not_stop_the_digest(
    department: Department, daily_reader: Person
) -> None:
    row = department.nominate(department.person("one"))
    department.nominate(department.person("two"))
    deliver_batch()
    make_deferred_due()
    write_digests()
    broken = Notification.objects.get(recipient=daily_reader, object_id=row.pk)
    Notification.objects.filter(pk=broken.pk).update(context={})
    deliver_batch()
    (message,) = emails_to("reader")
    assert "The two" in message.body
    assert Notification.objects.filter(
        pk=broken.pk, email__digest=None, email__last_error="KeyError"
    ).exists()


def test_person_gets_one_digest_a_day(department: Department, daily_reader: Person) -> None:
    department.nominate()
    deliver_batch()
    make_deferred_due()
    write_digests()
    assert write_digests() == 0
    deliver_batch()
    department.nominate(department.person("late"))
    deliver_batch()
    make_deferred_due()
    assert write_digests() == 0
    deliver_batch()
    assert len(emails_to("reader")) == 1
    late = Notification.objects.get(recipient=daily_reader, email__sent_at__isnull=True)
    assert late.email.deferred
    assert late.email.next_attempt_at > timezone.now()


def test_mandatory_email_is_not_deferred(department: Department, daily_reader: Person) -> None:
    RoleAssignment.objects.update(first_day=date(2026, 1, 1))
    row = department.nominate()
    send_reminders(noon(row.due_on), rules=[RULES_BY_NAME["practitioner.advise"]])
    deliver_batch()
    assert [message.subject.startswith("By ") for message in emails_to("reader")] == [True]


def test_deferred_emails_are_sent_once_the_person_chooses_at_once(
    department: Department, daily_reader: Person
) -> None:
    department.nominate()
    deliver_batch()
    set_preferences({NEXT_STEP: "at_once"}, by=daily_reader)
    deliver_batch()
    assert len(emails_to("reader")) == 1


def test_digest_without_relevant_emails_is_suppressed(
    department: Department, daily_reader: Person
) -> None:
    department.nominate()
    deliver_batch()
    make_deferred_due()
    write_digests()
    RoleAssignment.objects.filter(person=daily_reader).update(ended_at=timezone.now())
    deliver_batch()
    assert emails_to("reader") == []
    assert Notification.objects.get(event_type="digest").email.suppressed


def test_digest_for_a_recipient_without_a_language_is_in_both(
    department: Department, daily_reader: Person
) -> None:
    Person.objects.filter(pk=daily_reader.pk).update(language="")
    department.nominate()
    deliver_batch()
    make_deferred_due()
    write_digests()
    deliver_batch()
    (message,) = emails_to("reader")
    assert "Navy of tests" in message.body
    assert "Marine d’essai" in message.body


def test_deferred_email_is_not_sent_before_its_digest(
    department: Department, daily_reader: Person
) -> None:
    department.nominate()
    deliver_batch()
    for frequency in (EmailPreference.Frequency.DAILY, EmailPreference.Frequency.WEEKLY):
        morning = next_digest_at(frequency, timezone.now())
        EmailDelivery.objects.filter(deferred=True).update(next_attempt_at=morning)
        write_digests()
        tasks.deliver_emails()
        assert EmailDelivery.objects.get(deferred=True).next_attempt_at == morning


def test_email_deferred_too_far_ahead_waits_for_the_next_morning_only(
    department: Department, daily_reader: Person
) -> None:
    """The clock was set back since it was deferred."""
    department.nominate()
    deliver_batch()
    a_month_on = next_digest_at(EmailPreference.Frequency.DAILY, timezone.now() + 30 * DAY)
    EmailDelivery.objects.filter(deferred=True).update(next_attempt_at=a_month_on)
    write_digests()
    tasks.deliver_emails()
    deferred = Notification.objects.get(recipient=daily_reader).email
    assert deferred.deferred
    assert deferred.next_attempt_at == next_digest_at(
        EmailPreference.Frequency.DAILY, timezone.now()
    )


@pytest.mark.parametrize(
    ("frequency", "after", "expected"),
    [
        ("daily", datetime(2026, 3, 2, 6, 59), datetime(2026, 3, 2, 7)),
        ("daily", datetime(2026, 3, 2, 7), datetime(2026, 3, 3, 7)),
        ("daily", datetime(2026, 3, 7, 12), datetime(2026, 3, 8, 7)),  # daylight saving time begins
        ("weekly", datetime(2026, 3, 2, 6), datetime(2026, 3, 2, 7)),
        ("weekly", datetime(2026, 3, 2, 8), datetime(2026, 3, 9, 7)),
        ("weekly", datetime(2026, 10, 28, 8), datetime(2026, 11, 2, 7)),  # and ends
    ],
)
def test_digest_is_due_in_the_morning_of_local_time(
    frequency: str, after: datetime, expected: datetime
) -> None:
    found = next_digest_at(frequency, after.replace(tzinfo=TORONTO))
    assert found == expected.replace(tzinfo=TORONTO)
    assert found - after.replace(tzinfo=TORONTO) <= timedelta(days=8)
