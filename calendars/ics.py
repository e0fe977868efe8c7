"""A calendar as a file by RFC 5545, with what Outlook and Google are known to look for."""

from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from access.models import Person
from reminders.entries import Entry, said
from reminders.feeds import Feed
from reminders.published import Published

MAKER = "-//National Defence//Registry of Official Social Media Accounts//EN"
REFRESH = timedelta(hours=1)
DAY = timedelta(days=1)


def calendar_file(feed: Feed, told: list[tuple[Published, Entry | None]]) -> bytes:
    events = [_event(row, entry, feed.person) for row, entry in told]
    calendar = Calendar.new(
        prodid=MAKER,
        method="PUBLISH",
        calscale="GREGORIAN",
        uid=str(feed.pk),
        name=said(feed.person, lambda: _("Registry of accounts")),
        # One that holds nothing at all is not valid (3.6).
        subcomponents=events or [Timezone.from_tzid("UTC")],
    )
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")  # the same, for Outlook
    return calendar.to_ical()


def _event(row: Published, entry: Entry | None, person: Person) -> Event:
    """Whole days: Outlook wants the day after the last one said, and each change dated."""
    event = Event.new(
        uid=row.uid,
        sequence=row.sequence,
        stamp=row.changed_at,
        last_modified=row.changed_at,
        start=row.first_day,
        end=row.last_day + DAY,
        classification="PRIVATE",
        **(_standing(entry) if entry else _cancelled(person)),
    )
    away = entry is not None and entry.away
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "OOF" if away else "FREE")
    return event


def _standing(entry: Entry) -> dict[str, str]:
    return {
        "status": "CONFIRMED",
        "summary": entry.summary,
        "description": entry.description,
        "url": entry.url,
        "transparency": "OPAQUE" if entry.away else "TRANSPARENT",
    }


def _cancelled(person: Person) -> dict[str, str]:
    """Done, or taken away from this person, who may then no longer read what it was about."""
    return {
        "status": "CANCELLED",
        "summary": said(person, lambda: _("No longer asked of you")),
        "transparency": "TRANSPARENT",
    }
