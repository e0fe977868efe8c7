"""The queue of e-mails as operators see it: how far behind, what failed, what is tried again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from access.effective_roles import actor_fields
from access.models import Person
from access.policy import require_permission
from audit.events import audit_transaction, log_event
from directive.lifecycles import LIFECYCLES
from outbox.heartbeat import DELIVERY, is_not_responding, last_heartbeat
from outbox.models import Notification
from outbox.queue import unsent
from reminders.models import ReminderRun

MAX_LAG = timedelta(minutes=10)


def queue_lag() -> timedelta:
    """How long the oldest letter has waited; one that was refused by itself does not count."""
    notifications = unsent().filter(attempts=0)
    oldest = notifications.order_by("created_at").values_list("created_at", flat=True).first()
    return timezone.now() - oldest if oldest else timedelta(0)


def queue_status() -> str:
    behind = queue_lag()
    if behind <= MAX_LAG:
        return "ok"
    return f"{behind // timedelta(minutes=1)} minutes behind"


PERMISSION = "see_operations"
MAX_RETRYING = 20  # of those put off, the first to be tried again
MAX_COUNT = 1000  # beyond it, nobody needs to know exactly


@dataclass(frozen=True, slots=True)
class QueueStatus:
    last_seen_at: datetime | None
    not_responding: bool
    waiting: str
    oldest: datetime | None
    rescheduled: str
    retrying: Sequence[Notification]
    last_run: ReminderRun | None


def queue_overview() -> QueueStatus:
    heard, now = last_heartbeat(DELIVERY), timezone.now()
    put_off = unsent().filter(next_attempt_at__gt=now)
    return QueueStatus(
        last_seen_at=heard.seen_at if heard else None,
        not_responding=is_not_responding(heard),
        waiting=_capped_count(unsent().filter(next_attempt_at__lte=now)),
        oldest=unsent().aggregate(oldest=Min("created_at"))["oldest"],
        rescheduled=_capped_count(put_off),
        retrying=put_off.select_related("recipient").order_by("next_attempt_at")[:MAX_RETRYING],
        last_run=ReminderRun.objects.order_by("-pk").first(),  # whatever its clock said
    )


def email_label(notification: Notification) -> str:
    """Without the title of the record: an administrator reads no records."""
    lifecycle = LIFECYCLES.get(notification.object_type)
    step = lifecycle.by_step.get(notification.context.get("step", "")) if lifecycle else None
    if lifecycle is None or step is None:
        return notification.event_type
    return _("%(kind)s: %(step)s") % {"kind": _(lifecycle.title), "step": _(step.label)}


def _capped_count(notifications: QuerySet[Notification]) -> str:
    found = notifications.order_by()[: MAX_COUNT + 1].count()
    return number_format(min(found, MAX_COUNT), force_grouping=True) + "+" * (found > MAX_COUNT)


RETRY_PERMISSION = "retry_letters"
MAX_RETRIES_AT_ONCE = 500  # at once


def failed_emails() -> QuerySet[Notification]:
    """The latest first. One that no longer concerned its reader was withheld: that is no failure."""
    notifications = Notification.objects.filter(
        failed_at__isnull=False, suppressed=False, sent_at__isnull=True, digest__isnull=True
    )
    return notifications.select_related("recipient").order_by("-failed_at")


def retry_email(notification: Notification, *, by: Person) -> None:
    """Put it back in the outbox with all its attempts; one already put back stays as it is."""
    _retry(failed_emails().filter(pk=notification.pk), by=by)


def retry_all_emails(*, by: Person) -> int:
    """The latest `MOST` of them, as after a mail server that refused everybody; how many."""
    return _retry(failed_emails(), by=by)


def _retry(notifications: QuerySet[Notification], *, by: Person) -> int:
    require_permission(by, RETRY_PERMISSION)
    with audit_transaction():
        found = notifications.select_for_update(of=("self",))[:MAX_RETRIES_AT_ONCE]
        for notification in found:
            _requeue(notification)
            log_event(
                "letter.retry",
                object_type="letter",
                object_id=notification.pk,
                object_label=notification.event_type,
                by=actor_fields(by),
                before={"last_error": notification.last_error},
            )
    return len(found)


def _requeue(notification: Notification) -> None:
    notification.failed_at, notification.attempts, notification.next_attempt_at = (
        None,
        0,
        timezone.now(),
    )
    notification.save(update_fields=["failed_at", "attempts", "next_attempt_at"])
