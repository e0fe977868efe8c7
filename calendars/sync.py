"""Telling a calendar what it holds: what is new, what has changed, and what is no longer there."""

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone

from calendars.entries import KEEP_ENTRIES, CalendarEntry
from calendars.models import CalendarFeed, PublishedEntry

UPDATED_FIELDS = ["sequence", "digest", "first_day", "last_day", "changed_at", "cancelled_at"]


def sync_entries(
    feed: CalendarFeed, entries: Iterable[CalendarEntry]
) -> list[tuple[PublishedEntry, CalendarEntry | None]]:
    """Each entry with its number; for a time also what is no longer there, without its words."""
    wanted = {entry.uid: entry for entry in entries}
    known = {row.uid: row for row in _published_before(feed, wanted)}
    changed = [*_changed_entries(feed, wanted, known), *_cancelled_entries(wanted, known)]
    _save(changed)
    return [(row, wanted.get(uid)) for uid, row in known.items()]


def _published_before(feed: CalendarFeed, wanted: Iterable[str]) -> QuerySet[PublishedEntry]:
    """What was told before of all this, and of what is not long over."""
    recent = timezone.now() - KEEP_ENTRIES
    lasts = Q(cancelled_at__isnull=True, last_day__gte=timezone.localdate() - KEEP_ENTRIES)
    rows = feed.published.filter(Q(uid__in=wanted) | lasts | Q(cancelled_at__gte=recent))
    return rows.order_by("first_day", "uid")


def _changed_entries(
    feed: CalendarFeed, wanted: dict[str, CalendarEntry], known: dict[str, PublishedEntry]
) -> Iterator[PublishedEntry]:
    for uid, entry in wanted.items():
        row = known.setdefault(uid, PublishedEntry(feed=feed, uid=uid))
        if row.digest != entry.digest:
            row.change(
                digest=entry.digest,
                first_day=entry.first_day,
                last_day=entry.last_day,
                cancelled_at=None,
            )
            yield row


def _cancelled_entries(
    wanted: dict[str, CalendarEntry], known: dict[str, PublishedEntry]
) -> Iterator[PublishedEntry]:
    for uid, row in known.items():
        if uid not in wanted and row.cancelled_at is None:
            row.change(digest="", cancelled_at=timezone.now())
            yield row


def _save(changed: list[PublishedEntry]) -> None:
    PublishedEntry.objects.bulk_create([row for row in changed if row._state.adding])
    PublishedEntry.objects.bulk_update(
        [row for row in changed if not row._state.adding], UPDATED_FIELDS
    )
