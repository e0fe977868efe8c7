"""One letter for many: what a person chose to read later is kept, and leaves together once a day or week."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from reminders.grouping import group_of
from reminders.groups import DIGEST
from reminders.judging import needed
from reminders.models import MailChoice
from reminders.outbox import keep, withhold
from workflow.models import Letter

HOUR = time(7)  # of the day, and of Monday
DAY = timedelta(days=1)
Rhythm = MailChoice.Rhythm


def hold(letters: Iterable[Letter]) -> list[Letter]:
    """Keep what its reader wants to have later; what leaves now."""
    letters = list(letters)
    rhythms = _rhythms(letters)
    by_rhythm: dict[str, list[Letter]] = {}
    for letter in letters:
        chosen = rhythms.get((letter.recipient_id, group_of(letter.kind)), Rhythm.AT_ONCE)
        by_rhythm.setdefault(chosen, []).append(letter)
    leaving = by_rhythm.pop(Rhythm.AT_ONCE, [])
    for rhythm, kept in by_rhythm.items():
        keep(kept, next_time(rhythm, timezone.now()))
    return leaving


def next_time(rhythm: str, after: datetime) -> datetime:
    """The next morning, or the next Monday morning, by the clock on the wall."""
    local = timezone.localtime(after)
    day = local.date() if local.time() < HOUR else local.date() + DAY
    if rhythm == Rhythm.WEEKLY:
        day += DAY * (-day.weekday() % 7)
    return timezone.make_aware(datetime.combine(day, HOUR))


def recall() -> None:
    """Look anew at what waits for a morning that none is kept for: the clock was set back since."""
    now = timezone.now()
    mornings = [next_time(rhythm, now) for rhythm in (Rhythm.DAILY, Rhythm.WEEKLY)]
    held = Letter.objects.filter(held=True, sent_at__isnull=True, given_up_at__isnull=True)
    held.filter(due_at__gt=now).exclude(due_at__in=mornings).update(held=False, due_at=now)


def gather() -> int:
    """Write the digests of the day, each complete from the start; how many.

    Its key is the person and the day: whatever comes later on that day waits for the next one.
    """
    recall()
    today = timezone.localdate().isoformat()
    with transaction.atomic():
        due = list(_kept().select_for_update().values_list("recipient", flat=True))
        if not due:
            return 0
        digests = [_digest(person, today) for person in dict.fromkeys(due)]
        Letter.objects.bulk_create(digests, ignore_conflicts=True)
        new = Letter.objects.filter(pk__in=[digest.pk for digest in digests])
        of_the_reader = new.filter(recipient=OuterRef("recipient")).values("pk")
        _kept().filter(recipient__in=new.values("recipient")).update(
            digest=Subquery(of_the_reader), held=False
        )
        _kept().update(due_at=next_time(Rhythm.DAILY, timezone.now()))
        return new.count()


def contents(letter: Letter) -> list[Letter]:
    """What a letter says: itself, or what it carries and still concerns its reader, oldest first."""
    if letter.kind != DIGEST:
        return [letter]
    carried = letter.carried.filter(sent_at__isnull=True, given_up_at__isnull=True)
    letters = needed(carried.select_related("recipient").order_by("created_at"))
    if not letters:
        withhold([letter], "nothing is left to tell")
    return letters


def _rhythms(letters: list[Letter]) -> dict[tuple[object, str], str]:
    choices = MailChoice.objects.filter(person__in={letter.recipient_id for letter in letters})
    later = choices.exclude(rhythm=Rhythm.AT_ONCE)
    return {(row.person_id, row.group): row.rhythm for row in later}


def _kept() -> QuerySet[Letter]:
    """Letters whose time to leave in a digest has come."""
    return Letter.objects.filter(
        held=True, digest__isnull=True, given_up_at__isnull=True, due_at__lte=timezone.now()
    )


def _digest(person: object, day: str) -> Letter:
    return Letter(
        kind=DIGEST, object_kind="person", object_id=person, occurrence=day, recipient_id=person
    )
