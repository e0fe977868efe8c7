"""Digests: what a person chose to read later is deferred, and leaves together once a day or week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext

from directive.lifecycles import LIFECYCLES
from notifications.content import EmailContent, email_content
from notifications.groups import DIGEST, MANDATORY, NEXT_STEP, REMINDER
from notifications.models import EmailPreference
from notifications.relevance import filter_relevant
from outbox.event_types import DUE, NEXT, is_request_to_act, rule_name
from outbox.models import Notification
from outbox.queue import defer, suppress
from reminders.rules import RULES_BY_NAME


@dataclass(frozen=True, slots=True)
class DigestContent:
    language: str
    subject: str
    to_do: list[EmailContent]
    news: list[EmailContent]
    url: str
    preferences_url: str


def digest_content(notifications: Iterable[Notification]) -> DigestContent:
    notifications = list(notifications)
    asked = [
        email_content(notification)
        for notification in notifications
        if is_request_to_act(notification.event_type)
    ]
    told = [
        email_content(notification)
        for notification in notifications
        if not is_request_to_act(notification.event_type)
    ]
    return DigestContent(
        language=get_language(),
        subject=_waiting_subject(len(asked)) if asked else _news_subject(len(told)),
        to_do=asked,
        news=told,
        url=settings.SITE_URL + reverse("dashboard"),
        preferences_url=settings.SITE_URL + reverse("email_preferences"),
    )


def _waiting_subject(count: int) -> str:
    subject = ngettext("%(count)s task for you", "%(count)s tasks for you", count)
    return subject % {"count": count}


def _news_subject(count: int) -> str:
    subject = ngettext("%(count)s piece of news", "%(count)s pieces of news", count)
    return subject % {"count": count}


HOUR = time(7)  # of the day, and of Monday
DAY = timedelta(days=1)
Frequency = EmailPreference.Frequency


def defer_to_digest(notifications: Iterable[Notification]) -> list[Notification]:
    """Keep what its reader wants to have later; what leaves now."""
    notifications = list(notifications)
    frequencies = _frequencies(notifications)
    by_frequency: dict[str, list[Notification]] = {}
    for notification in notifications:
        chosen = frequencies.get(
            (notification.recipient_id, group_of(notification.event_type)), Frequency.AT_ONCE
        )
        by_frequency.setdefault(chosen, []).append(notification)
    leaving = by_frequency.pop(Frequency.AT_ONCE, [])
    for frequency, kept in by_frequency.items():
        defer(kept, next_time(frequency, timezone.now()))
    return leaving


def next_time(frequency: str, after: datetime) -> datetime:
    """The next morning, or the next Monday morning, by the clock on the wall."""
    local = timezone.localtime(after)
    day = local.date() if local.time() < HOUR else local.date() + DAY
    if frequency == Frequency.WEEKLY:
        day += DAY * (-day.weekday() % 7)
    return timezone.make_aware(datetime.combine(day, HOUR))


def reset_future_rows() -> None:
    """Look anew at what waits for a morning that none is kept for: the clock was set back since."""
    now = timezone.now()
    mornings = [next_time(frequency, now) for frequency in (Frequency.DAILY, Frequency.WEEKLY)]
    held = Notification.objects.filter(deferred=True, sent_at__isnull=True, failed_at__isnull=True)
    held.filter(next_attempt_at__gt=now).exclude(next_attempt_at__in=mornings).update(
        deferred=False, next_attempt_at=now
    )


def write_digests() -> int:
    """Write the digests of the day, each complete from the start; how many.

    Its key is the person and the day: whatever comes later on that day waits for the next one.
    """
    reset_future_rows()
    today = timezone.localdate().isoformat()
    with transaction.atomic():
        due = list(_due_in_digest().select_for_update().values_list("recipient", flat=True))
        if not due:
            return 0
        digests = [_build_digest(person, today) for person in dict.fromkeys(due)]
        Notification.objects.bulk_create(digests, ignore_conflicts=True)
        new = Notification.objects.filter(pk__in=[digest.pk for digest in digests])
        of_the_reader = new.filter(recipient=OuterRef("recipient")).values("pk")
        _due_in_digest().filter(recipient__in=new.values("recipient")).update(
            digest=Subquery(of_the_reader), deferred=False
        )
        _due_in_digest().update(next_attempt_at=next_time(Frequency.DAILY, timezone.now()))
        return new.count()


def digest_contents(notification: Notification) -> list[Notification]:
    """What a letter says: itself, or what it carries and still concerns its reader, oldest first."""
    if notification.event_type != DIGEST:
        return [notification]
    carried = notification.carried.filter(sent_at__isnull=True, failed_at__isnull=True)
    notifications = filter_relevant(carried.select_related("recipient").order_by("created_at"))
    if not notifications:
        suppress([notification], "nothing is left to tell")
    return notifications


def _frequencies(notifications: list[Notification]) -> dict[tuple[object, str], str]:
    choices = EmailPreference.objects.filter(
        person__in={notification.recipient_id for notification in notifications}
    )
    later = choices.exclude(frequency=Frequency.AT_ONCE)
    return {(row.person_id, row.group): row.frequency for row in later}


def _due_in_digest() -> QuerySet[Notification]:
    """Letters whose time to leave in a digest has come."""
    return Notification.objects.filter(
        deferred=True,
        digest__isnull=True,
        failed_at__isnull=True,
        next_attempt_at__lte=timezone.now(),
    )


def _build_digest(person: object, day: str) -> Notification:
    return Notification(
        event_type=DIGEST,
        object_type="person",
        object_id=person,
        occurrence=day,
        recipient_id=person,
    )


_AT_ONCE = {step for fixed in MANDATORY for step in fixed.steps}


def group_of(event_type: str) -> str:
    """None for what leaves at once, as does all that is not known here."""
    if event_type.endswith(DUE):
        rule = RULES_BY_NAME.get(rule_name(event_type))
        return "" if rule is None or rule.mandatory else REMINDER
    step = event_type.removesuffix(NEXT)
    lifecycle, _dot, name = step.partition(".")
    known = lifecycle in LIFECYCLES and name in LIFECYCLES[lifecycle].by_step
    if not known or step in _AT_ONCE:
        return ""
    return NEXT_STEP if event_type.endswith(NEXT) else lifecycle
