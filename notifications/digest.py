"""Digests: what a person chose to read later is deferred, and leaves together once a day or week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

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
from outbox.models import EmailDelivery, Notification
from outbox.queue import defer, suppress
from reminders.rules import RULES_BY_NAME

DIGEST_HOUR = time(7)  # of each day, and of Mondays for weekly digests
DAY = timedelta(days=1)
Frequency = EmailPreference.Frequency


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
    to_do = [
        email_content(notification)
        for notification in notifications
        if is_request_to_act(notification.event_type)
    ]
    news = [
        email_content(notification)
        for notification in notifications
        if not is_request_to_act(notification.event_type)
    ]
    if to_do:
        subject = ngettext("%(count)s task for you", "%(count)s tasks for you", len(to_do))
    else:
        subject = ngettext("%(count)s piece of news", "%(count)s pieces of news", len(news))
    return DigestContent(
        language=get_language(),
        subject=subject % {"count": len(to_do or news)},
        to_do=to_do,
        news=news,
        url=settings.SITE_URL + reverse("dashboard"),
        preferences_url=settings.SITE_URL + reverse("email_preferences"),
    )


def defer_to_digest(emails: Iterable[EmailDelivery]) -> list[EmailDelivery]:
    """Defer what its recipient wants later; gives those to send now."""
    emails = list(emails)
    frequencies = _chosen_frequencies(emails)
    by_frequency: dict[str, list[EmailDelivery]] = {}
    for email in emails:
        key = (email.notification.recipient_id, group_of(email.notification.event_type))
        by_frequency.setdefault(frequencies.get(key, Frequency.AT_ONCE), []).append(email)
    send_now = by_frequency.pop(Frequency.AT_ONCE, [])
    for frequency, deferred in by_frequency.items():
        defer(deferred, next_digest_at(frequency, timezone.now()))
    return send_now


def next_digest_at(frequency: str, after: datetime) -> datetime:
    """The next morning, or the next Monday morning, in the department's time zone."""
    local = timezone.localtime(after)
    day = local.date() if local.time() < DIGEST_HOUR else local.date() + DAY
    if frequency == Frequency.WEEKLY:
        day += DAY * (-day.weekday() % 7)
    return timezone.make_aware(datetime.combine(day, DIGEST_HOUR))


def reset_future_rows() -> None:
    """Release what is deferred to a moment at which no digest is written: the clock was set back since."""
    now = timezone.now()
    digests_at = [
        next_digest_at(frequency, now) for frequency in (Frequency.DAILY, Frequency.WEEKLY)
    ]
    deferred = EmailDelivery.objects.filter(
        deferred=True, sent_at__isnull=True, failed_at__isnull=True
    )
    deferred.filter(next_attempt_at__gt=now).exclude(next_attempt_at__in=digests_at).update(
        deferred=False, next_attempt_at=now
    )


def write_digests() -> int:
    """Write the digests that are due, one a person and day, each complete; gives how many.

    What is deferred later on the same day waits for the next one.
    """
    reset_future_rows()
    with transaction.atomic():
        recipients = list(
            _due_in_digest()
            .select_for_update(of=("self",))
            .values_list("notification__recipient", flat=True)
        )
        if not recipients:
            return 0
        new = _create_digests(recipients)
        # Of the same recipient. The subquery starts from the row's own key, since an UPDATE cannot refer
        # to a joined column.
        carrier = new.filter(notification__recipient__notifications__email=OuterRef("pk"))
        of_new_recipients = _due_in_digest().filter(
            notification__recipient__in=new.values("notification__recipient")
        )
        of_new_recipients.update(digest=Subquery(carrier.values("pk")[:1]), deferred=False)
        _due_in_digest().update(next_attempt_at=next_digest_at(Frequency.DAILY, timezone.now()))
        return new.count()


def digest_contents(email: EmailDelivery) -> list[EmailDelivery]:
    """The e-mails that this one tells of: itself, or what a digest carries, oldest first.

    Empty, and the digest suppressed, where nothing of it concerns its recipient any more.
    """
    if email.notification.event_type != DIGEST:
        return [email]
    carried = email.carried.filter(sent_at__isnull=True, failed_at__isnull=True)
    relevant = filter_relevant(
        carried.select_related("notification__recipient").order_by("notification__created_at")
    )
    if not relevant:
        suppress([email], "nothing is left to tell")
    return relevant


def _create_digests(recipients: list[UUID]) -> QuerySet[EmailDelivery]:
    """One for each recipient who has none of today."""
    today = timezone.localdate().isoformat()
    digests = [
        Notification(
            event_type=DIGEST,
            object_type="person",
            object_id=person,
            occurrence=today,
            recipient_id=person,
        )
        for person in dict.fromkeys(recipients)
    ]
    # The unique key ignores who has one; bulk_create does not say which rows it wrote.
    Notification.objects.bulk_create(digests, ignore_conflicts=True)
    written = Notification.objects.filter(pk__in=[digest.pk for digest in digests])
    EmailDelivery.objects.bulk_create(
        EmailDelivery(notification_id=pk) for pk in written.values_list("pk", flat=True)
    )
    return EmailDelivery.objects.filter(pk__in=[digest.pk for digest in digests])


def _chosen_frequencies(emails: list[EmailDelivery]) -> dict[tuple[object, str], str]:
    """By (recipient, group), where it is not at once."""
    preferences = EmailPreference.objects.filter(
        person__in={email.notification.recipient_id for email in emails}
    )
    later = preferences.exclude(frequency=Frequency.AT_ONCE)
    return {(row.person_id, row.group): row.frequency for row in later}


def _due_in_digest() -> QuerySet[EmailDelivery]:
    return EmailDelivery.objects.filter(
        deferred=True,
        digest__isnull=True,
        failed_at__isnull=True,
        next_attempt_at__lte=timezone.now(),
    )


_AT_ONCE = {step for fixed in MANDATORY for step in fixed.steps}


def group_of(event_type: str) -> str:
    """The group of preferences; empty for what leaves at once, as does any unknown event type."""
    if event_type.endswith(DUE):
        rule = RULES_BY_NAME.get(rule_name(event_type))
        return "" if rule is None or rule.mandatory else REMINDER
    step = event_type.removesuffix(NEXT)
    lifecycle, _dot, name = step.partition(".")
    known = lifecycle in LIFECYCLES and name in LIFECYCLES[lifecycle].by_step
    if not known or step in _AT_ONCE:
        return ""
    return NEXT_STEP if event_type.endswith(NEXT) else lifecycle
