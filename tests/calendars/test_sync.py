from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import Person, RoleAssignment
from access.services.delegations import end
from access.services.roles import close_assignment
from calendars.entries import KEEP_ENTRIES
from calendars.models import PublishedEntry
from directive.roles import Role
from practitioners.models import Authorization
from tests.calendars.feed_reader import FeedReader
from tests.factories import Department, create_delegation, set_due_date

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_moved_due_date_updates_the_event_under_the_next_sequence_number(
    nomination: Authorization, feed_reader: FeedReader
):
    before = feed_reader.event()
    set_due_date(nomination, nomination.due_on + 3 * DAY)
    after = feed_reader.event()
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.start == before.start + 3 * DAY


def test_unchanged_calendar_is_published_unchanged(
    nomination: Authorization, feed_reader: FeedReader
):
    assert feed_reader.response().content == feed_reader.response().content


def test_event_of_a_taken_step_is_cancelled_without_its_text(
    nomination: Authorization, department: Department, pa: Person, feed_reader: FeedReader
):
    before = feed_reader.event()
    department.advise(nomination, by=department.person("other", Role.PA))
    after = feed_reader.event()
    assert (after["UID"], after["STATUS"], after["SEQUENCE"]) == (before["UID"], "CANCELLED", 1)
    assert after["SUMMARY"] == "No longer asked of you"
    assert "DESCRIPTION" not in after


def test_cancelled_event_is_published_for_a_limited_time(
    nomination: Authorization, department: Department, feed_reader: FeedReader
):
    feed_reader.event()
    department.advise(nomination, by=department.person("other", Role.PA))
    feed_reader.event()
    PublishedEntry.objects.update(cancelled_at=timezone.now() - KEEP_ENTRIES - DAY)
    assert not feed_reader.events()


def test_cancelled_event_is_confirmed_again_under_the_next_sequence_number(
    nomination: Authorization, pa: Person, feed_reader: FeedReader
):
    feed_reader.event()
    RoleAssignment.objects.filter(person=pa).update(ended_at=timezone.now())
    assert feed_reader.event()["STATUS"] == "CANCELLED"
    RoleAssignment.objects.filter(person=pa).update(ended_at=None)
    event = feed_reader.event()
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 2)


def test_revoked_role_cancels_its_events_at_once(
    nomination: Authorization, pa: Person, feed_reader: FeedReader
):
    feed_reader.event()
    close_assignment(RoleAssignment.objects.get(person=pa), by=None)
    event = feed_reader.event()
    assert event["STATUS"] == "CANCELLED"
    assert not {"DESCRIPTION", "URL"} & event.keys()


def test_ended_delegation_is_cancelled(department: Department, pa: Person, feed_reader: FeedReader):
    delegation = create_delegation(department, to=pa)
    feed_reader.event()
    end(delegation, by=department.superior)
    assert feed_reader.event()["STATUS"] == "CANCELLED"


def test_event_long_past_is_left_out_without_cancellation(
    nomination: Authorization, feed_reader: FeedReader
):
    feed_reader.event()
    set_due_date(nomination, timezone.localdate() - KEEP_ENTRIES - DAY)
    long_past = timezone.localdate() - KEEP_ENTRIES - DAY
    PublishedEntry.objects.update(first_day=long_past, last_day=long_past)
    assert not feed_reader.events()


@pytest.fixture
def published_nominations(department: Department, pa: Person, monkeypatch: pytest.MonkeyPatch):
    """Due one after the other; a calendar shows the first two."""
    monkeypatch.setattr("calendars.due_items.MAX_ITEMS_PER_RULE", 2)
    rows = [department.nominate(department.person(f"n{number}")) for number in range(3)]
    for days, row in enumerate(rows, 10):
        set_due_date(row, timezone.localdate() + days * DAY)
    return rows


def statuses(reader: FeedReader) -> dict[str, str]:
    """The status of each event, by the id of its object."""
    return {event["UID"].split(".")[2]: str(event["STATUS"]) for event in reader.events()}


def test_event_displaced_by_an_earlier_one_is_not_cancelled(
    published_nominations: list[Authorization], department: Department, feed_reader: FeedReader
):
    first, second, _third = published_nominations
    assert statuses(feed_reader) == {str(first.pk): "CONFIRMED", str(second.pk): "CONFIRMED"}
    nearer = department.nominate()
    set_due_date(nearer, timezone.localdate() + 2 * DAY)
    assert statuses(feed_reader) == dict.fromkeys(
        [str(nearer.pk), str(first.pk), str(second.pk)], "CONFIRMED"
    )


def test_event_rescheduled_after_the_others_is_not_cancelled(
    published_nominations: list[Authorization], feed_reader: FeedReader
):
    feed_reader.events()
    first = published_nominations[0]
    set_due_date(first, timezone.localdate() + 30 * DAY)
    assert statuses(feed_reader) == {str(row.pk): "CONFIRMED" for row in published_nominations}
    (event,) = feed_reader.events(f"practitioner.advise.{first.pk}")
    assert event.start == timezone.localdate() + 30 * DAY


def test_displaced_event_of_a_taken_step_is_cancelled(
    published_nominations: list[Authorization], department: Department, feed_reader: FeedReader
):
    feed_reader.events()
    second = published_nominations[1]
    nearer = department.nominate()
    set_due_date(nearer, timezone.localdate() + 2 * DAY)
    feed_reader.events()
    department.advise(second, by=department.person("other", Role.PA))
    (event,) = feed_reader.events(f"practitioner.advise.{second.pk}")
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
