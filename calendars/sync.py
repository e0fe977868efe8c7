"""Telling a calendar what it holds: what is new, what has changed, and what is no longer there."""

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone

from reminders.entries import KEPT, Entry
from reminders.feeds import Feed
from reminders.published import Published

CHANGING = ["sequence", "digest", "first_day", "last_day", "changed_at", "cancelled_at"]


def publish(feed: Feed, entries: Iterable[Entry]) -> list[tuple[Published, Entry | None]]:
    """Each entry with its number; for a time also what is no longer there, without its words."""
    wanted = {entry.uid: entry for entry in entries}
    known = {row.uid: row for row in _known(feed, wanted)}
    changed = [*_told(feed, wanted, known), *_cancelled(wanted, known)]
    _save(changed)
    return [(row, wanted.get(uid)) for uid, row in known.items()]


def _known(feed: Feed, wanted: Iterable[str]) -> QuerySet[Published]:
    """What was told before of all this, and of what is not long over."""
    recent = timezone.now() - KEPT
    lasts = Q(cancelled_at__isnull=True, last_day__gte=timezone.localdate() - KEPT)
    rows = feed.published.filter(Q(uid__in=wanted) | lasts | Q(cancelled_at__gte=recent))
    return rows.order_by("first_day", "uid")


def _told(feed: Feed, wanted: dict[str, Entry], known: dict[str, Published]) -> Iterator[Published]:
    for uid, entry in wanted.items():
        row = known.setdefault(uid, Published(feed=feed, uid=uid))
        if row.digest != entry.digest:
            row.change(
                digest=entry.digest,
                first_day=entry.first_day,
                last_day=entry.last_day,
                cancelled_at=None,
            )
            yield row


def _cancelled(wanted: dict[str, Entry], known: dict[str, Published]) -> Iterator[Published]:
    for uid, row in known.items():
        if uid not in wanted and row.cancelled_at is None:
            row.change(digest="", cancelled_at=timezone.now())
            yield row


def _save(changed: list[Published]) -> None:
    Published.objects.bulk_create([row for row in changed if row._state.adding])
    Published.objects.bulk_update([row for row in changed if not row._state.adding], CHANGING)
