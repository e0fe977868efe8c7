"""Compares the entries of a calendar with those published before: new, changed and cancelled."""

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone

from calendars.entries import KEEP_ENTRIES, CalendarEntry
from calendars.models import CalendarFeed, PublishedEntry

UPDATED_FIELDS = ["sequence", "digest", "first_day", "last_day", "changed_at", "cancelled_at"]


def sync_entries(
    feed: CalendarFeed, entries: Iterable[CalendarEntry]
) -> list[tuple[PublishedEntry, CalendarEntry | None]]:
    """Save the differences; return each published row with its entry, None where it is cancelled.

    The feed must be locked (`services.feed_at`).
    """
    current = {entry.uid: entry for entry in entries}
    published = {row.uid: row for row in _published_rows(feed, current)}
    # The first adds the rows of new entries to `published`, so the order matters.
    changed = [*_changed_rows(feed, current, published), *_cancelled_rows(current, published)]
    _save_entries(changed)
    return [(row, current.get(uid)) for uid, row in published.items()]


def _published_rows(feed: CalendarFeed, uids: Iterable[str]) -> QuerySet[PublishedEntry]:
    # A cancelled entry is published for some time: a client that it just left out would keep it.
    is_recently_cancelled = Q(cancelled_at__gte=timezone.now() - KEEP_ENTRIES)
    is_current = Q(cancelled_at__isnull=True, last_day__gte=timezone.localdate() - KEEP_ENTRIES)
    rows = feed.published.filter(Q(uid__in=uids) | is_current | is_recently_cancelled)
    return rows.order_by("first_day", "uid")


def _changed_rows(
    feed: CalendarFeed, current: dict[str, CalendarEntry], published: dict[str, PublishedEntry]
) -> Iterator[PublishedEntry]:
    for uid, entry in current.items():
        row = published.setdefault(uid, PublishedEntry(feed=feed, uid=uid))
        if row.digest != entry.digest:
            row.change(
                digest=entry.digest,
                first_day=entry.first_day,
                last_day=entry.last_day,
                cancelled_at=None,
            )
            yield row


def _cancelled_rows(
    current: dict[str, CalendarEntry], published: dict[str, PublishedEntry]
) -> Iterator[PublishedEntry]:
    for uid, row in published.items():
        if uid not in current and row.cancelled_at is None:
            # Without a digest: an entry that comes back is a change, whatever it says.
            row.change(digest="", cancelled_at=timezone.now())
            yield row


def _save_entries(changed: list[PublishedEntry]) -> None:
    PublishedEntry.objects.bulk_create([row for row in changed if row._state.adding])
    PublishedEntry.objects.bulk_update(
        [row for row in changed if not row._state.adding], UPDATED_FIELDS
    )
