import pytest

from access.models import Person
from access.services import people
from calendars.services import renew_feed, switch_off_feed
from directive.roles import Role
from practitioners.models import Authorization
from tests.calendars.feed_reader import FeedReader
from tests.department import Department

pytestmark = pytest.mark.django_db


def test_unknown_feed_address_is_not_found(client, reader: FeedReader):
    assert client.get("/calendar/guess.ics").status_code == 404
    assert client.get("/calendar/.ics").status_code == 404


def test_feed_of_a_deactivated_person_is_not_found(
    department: Department, pa: Person, reader: FeedReader
):
    administrator = department.person("administrator", Role.ADMINISTRATOR)
    people.deactivate(pa, by=administrator, reason="Left.")
    assert reader.response().status_code == 404


def test_renewed_feed_ends_its_former_address(pa: Person, reader: FeedReader):
    renew_feed(by=pa)
    assert reader.response().status_code == 404


def test_switched_off_feed_is_not_found(pa: Person, reader: FeedReader):
    switch_off_feed(by=pa)
    assert reader.response().status_code == 404


def test_feed_is_cached_by_no_proxy_and_sends_no_referrer(reader: FeedReader):
    response = reader.response()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def test_unchanged_feed_is_answered_with_not_modified(
    nomination: Authorization, reader: FeedReader
):
    reader.response()
    tag = reader.response()["ETag"]
    assert reader.response(**{"If-None-Match": tag}).status_code == 304


def test_feed_is_read_only(client, reader: FeedReader):
    assert client.post(reader.url).status_code == 405
