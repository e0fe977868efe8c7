from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from access.models import Person, RoleAssignment
from directive.roles import Role
from notifications.delivery import deliver_batch
from notifications.digest import next_digest_at, write_digests
from notifications.groups import NEXT_STEP
from notifications.preferences import set_preferences
from outbox.models import EmailDelivery, Notification
from reminders.rules import RULES_BY_NAME
from reminders.run import noon, send_reminders
from tests.reminders.office import Department

pytestmark = pytest.mark.django_db
TORONTO = ZoneInfo("America/Toronto")


def morning() -> None:
    """The time has come that the kept letters wait for."""
    EmailDelivery.objects.filter(deferred=True).update(next_attempt_at=timezone.now())


def to(name: str) -> list[mail.EmailMultiAlternatives]:
    return [message for message in mail.outbox if message.to == [f"{name}@demo.invalid"]]


@pytest.fixture
def reader(department: Department) -> Person:
    """PA staff who read their turns once a day."""
    person = department.person("reader", Role.PA)
    set_preferences({NEXT_STEP: "daily"}, by=person)
    return person


def test_what_may_wait_is_kept_and_leaves_in_one_letter(
    department: Department, reader: Person
) -> None:
    for name in ("one", "two"):
        department.nominate(department.person(name))
    deliver_batch()
    assert to("reader") == []
    morning()
    assert write_digests() == 1
    deliver_batch()
    (message,) = to("reader")
    assert message.subject == "2 tasks for you"
    assert message.body.index("The one") < message.body.index("The two")
    assert not Notification.objects.filter(email__sent_at__isnull=True).exists()


def test_what_cannot_be_read_does_not_keep_the_rest(department: Department, reader: Person) -> None:
    row = department.nominate(department.person("one"))
    department.nominate(department.person("two"))
    deliver_batch()
    morning()
    write_digests()
    broken = Notification.objects.get(recipient=reader, object_id=row.pk)
    Notification.objects.filter(pk=broken.pk).update(context={})
    deliver_batch()
    (message,) = to("reader")
    assert "The two" in message.body
    assert Notification.objects.filter(pk=broken.pk, email__digest=None, email__attempts=1).exists()


def test_no_more_than_one_a_day(department: Department, reader: Person) -> None:
    department.nominate()
    deliver_batch()
    morning()
    write_digests()
    assert write_digests() == 0
    deliver_batch()
    department.nominate(department.person("late"))
    deliver_batch()
    morning()
    assert write_digests() == 0
    deliver_batch()
    assert len(to("reader")) == 1
    late = Notification.objects.get(recipient=reader, email__sent_at__isnull=True)
    assert late.email.deferred
    assert late.email.next_attempt_at > timezone.now()


def test_what_the_directive_wants_known_at_once_is_not_kept(
    department: Department, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reminders.run.RULES", (RULES_BY_NAME["practitioner.advise"],))
    RoleAssignment.objects.update(first_day=date(2026, 1, 1))
    row = department.nominate()
    send_reminders(noon(row.due_on))
    deliver_batch()
    assert [message.subject.startswith("By ") for message in to("reader")] == [True]


def test_who_changes_their_mind_gets_what_was_kept(department: Department, reader: Person) -> None:
    department.nominate()
    deliver_batch()
    set_preferences({NEXT_STEP: "at_once"}, by=reader)
    deliver_batch()
    assert len(to("reader")) == 1


def test_power_taken_away_takes_its_lines_out(department: Department, reader: Person) -> None:
    department.nominate()
    deliver_batch()
    morning()
    write_digests()
    RoleAssignment.objects.filter(person=reader).update(ended_at=timezone.now())
    deliver_batch()
    assert to("reader") == []
    assert Notification.objects.get(event_type="digest").email.suppressed


def test_a_digest_is_in_both_languages_where_its_readers_is_unknown(
    department: Department, reader: Person
) -> None:
    Person.objects.filter(pk=reader.pk).update(language="")
    department.nominate()
    deliver_batch()
    morning()
    write_digests()
    deliver_batch()
    (message,) = to("reader")
    assert "Navy of tests" in message.body
    assert "Marine d’essai" in message.body


@pytest.mark.parametrize(
    ("frequency", "after", "then"),
    [
        ("daily", datetime(2026, 3, 2, 6, 59), datetime(2026, 3, 2, 7)),
        ("daily", datetime(2026, 3, 2, 7), datetime(2026, 3, 3, 7)),
        ("daily", datetime(2026, 3, 7, 12), datetime(2026, 3, 8, 7)),  # the clocks go forward
        ("weekly", datetime(2026, 3, 2, 6), datetime(2026, 3, 2, 7)),
        ("weekly", datetime(2026, 3, 2, 8), datetime(2026, 3, 9, 7)),
        ("weekly", datetime(2026, 10, 28, 8), datetime(2026, 11, 2, 7)),  # and back
    ],
)
def test_mornings_by_the_clock_on_the_wall(frequency: str, after: datetime, then: datetime) -> None:
    found = next_digest_at(frequency, after.replace(tzinfo=TORONTO))
    assert found == then.replace(tzinfo=TORONTO)
    assert found - after.replace(tzinfo=TORONTO) <= timedelta(days=8)
