import pytest

from access.models import Person
from access.services import people
from calendars.services import renew_feed, switch_off_feed
from directive.roles import Role
from practitioners.models import Authorization
from tests.calendars.feed_reader import FeedReader
from tests.factories import Department

pytestmark = pytest.mark.django_db


def test_unknown_feed_address_is_not_found(client, feed_reader: FeedReader):
    assert client.get("/calendar/guess.ics").status_code == 404
    assert client.get("/calendar/.ics").status_code == 404


def test_feed_of_a_deactivated_person_is_not_found(
    department: Department, pa: Person, feed_reader: FeedReader
):
    administrator = department.person("administrator", Role.ADMINISTRATOR)
    people.deactivate(pa, by=administrator, reason="Left.")
    assert feed_reader.response().status_code == 404


def test_renewed_feed_ends_its_former_address(pa: Person, feed_reader: FeedReader):
    renew_feed(by=pa)
    assert feed_reader.response().status_code == 404


def test_switched_off_feed_is_not_found(pa: Person, feed_reader: FeedReader):
    switch_off_feed(by=pa)
    assert feed_reader.response().status_code == 404


def test_feed_is_cached_by_no_proxy_and_sends_no_referrer(feed_reader: FeedReader):
    response = feed_reader.response()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def test_unchanged_feed_is_answered_with_not_modified(
    nomination: Authorization, feed_reader: FeedReader
):
    feed_reader.response()
    tag = feed_reader.response()["ETag"]
    assert feed_reader.response(**{"If-None-Match": tag}).status_code == 304


def test_feed_is_read_only(client, feed_reader: FeedReader):
    assert client.post(feed_reader.url).status_code == 405
