"""iCalendar files (RFC 5545), with the properties that Outlook and Google look for."""

from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import CLASS, STATUS, TRANSP, Calendar, Event, Timezone

from access.models import Person
from calendars.entries import CalendarEntry, in_languages_of
from calendars.models import CalendarFeed, PublishedEntry

PRODUCT_ID = "-//National Defence//Registry of Official Social Media Accounts//EN"
REFRESH_INTERVAL = timedelta(hours=1)
DAY = timedelta(days=1)


def render_ics(
    feed: CalendarFeed, entries: list[tuple[PublishedEntry, CalendarEntry | None]]
) -> bytes:
    """The file of a feed; an entry of None is shown as cancelled."""
    events = [_build_event(row, entry, feed.person) for row, entry in entries]
    calendar = Calendar.new(
        prodid=PRODUCT_ID,
        method="PUBLISH",
        calscale="GREGORIAN",
        uid=str(feed.pk),
        name=in_languages_of(feed.person, lambda: _("Registry of accounts")),
        # A calendar without any component is not valid (RFC 5545, 3.6).
        subcomponents=events or [Timezone.from_tzid("UTC")],
    )
    calendar.add("REFRESH-INTERVAL", REFRESH_INTERVAL, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")  # the same, for Outlook
    content: bytes = calendar.to_ical()
    return content


def _build_event(row: PublishedEntry, entry: CalendarEntry | None, person: Person) -> Event:
    is_absence = entry is not None and entry.is_absence
    # Without LAST-MODIFIED and a higher SEQUENCE a client may ignore a change of a UID that it knows.
    event = Event.new(
        uid=row.uid,
        sequence=row.sequence,
        stamp=row.changed_at,
        last_modified=row.changed_at,
        start=row.first_day,
        end=row.last_day + DAY,  # DTEND is exclusive
        classification=CLASS.PRIVATE,
        status=STATUS.CONFIRMED if entry else STATUS.CANCELLED,
        # Cancelled without the title: it may be because the person may no longer view its object.
        summary=entry.summary
        if entry
        else in_languages_of(person, lambda: _("No longer asked of you")),
        description=entry.description if entry else None,
        url=entry.url if entry else None,
        transparency=TRANSP.OPAQUE if is_absence else TRANSP.TRANSPARENT,
    )
    # Outlook would show a whole day as busy, for whatever is due on it.
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "OOF" if is_absence else "FREE")
    return event
