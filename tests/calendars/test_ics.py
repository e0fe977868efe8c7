from datetime import timedelta

import pytest

from access.models import Organization
from practitioners.models import Authorization
from tests.calendars.feed_reader import FeedReader
from tests.factories import Department

pytestmark = pytest.mark.django_db


def test_calendar_is_valid_by_the_library(nomination: Authorization, feed_reader: FeedReader):
    calendar = feed_reader.calendar()
    calendar.validate()
    assert not any(component.errors for component in calendar.walk())


def test_empty_calendar_is_valid(feed_reader: FeedReader):
    feed_reader.calendar().validate()
    assert not feed_reader.events()


def test_lines_are_folded_and_end_with_crlf(
    department: Department, nomination: Authorization, feed_reader: FeedReader
):
    Organization.objects.update(name_en="É" * 150, abbr_en="")
    body = feed_reader.response().content
    lines = body.split(b"\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert "É" * 150 in feed_reader.event()["SUMMARY"]


def test_typed_line_break_adds_no_property(nomination: Authorization, feed_reader: FeedReader):
    Organization.objects.update(name_en="A;b,c\r\nSTATUS:CANCELLED\\", abbr_en="")
    event = feed_reader.event()
    assert event["STATUS"] == "CONFIRMED"
    assert "A;b,c" in event["SUMMARY"]


def test_event_has_the_properties_that_the_standard_requires(
    nomination: Authorization, feed_reader: FeedReader
):
    event = feed_reader.event()
    assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)
    assert event["UID"].endswith("@localhost")
    assert event["CLASS"] == "PRIVATE"
    assert b"DTSTART;VALUE=DATE:" in feed_reader.response().content


def test_calendar_has_the_properties_that_programs_read(feed_reader: FeedReader):
    body = feed_reader.response().content
    for line in (
        b"METHOD:PUBLISH",
        b"X-WR-CALNAME:Registry of accounts",
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        b"X-PUBLISHED-TTL:PT1H",
    ):
        assert b"\r\n" + line + b"\r\n" in body
