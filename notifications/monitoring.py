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
from notifications.sign_in_link import is_sign_in_link
from outbox.email_log import event_label
from outbox.heartbeat import DELIVERY, is_not_responding, last_heartbeat
from outbox.models import EmailDelivery, Notification
from outbox.queue import unsent
from reminders.models import ReminderRun
from web.lists.pagination import capped_count

MAX_LAG = timedelta(minutes=10)
OLDEST = Min("notification__created_at")


def queue_lag() -> timedelta:
    """How long the oldest e-mail has waited, leaving out those that the server refused."""
    oldest = unsent().filter(attempts=0).aggregate(oldest=OLDEST)["oldest"]
    return timezone.now() - oldest if oldest else timedelta(0)


def queue_status() -> str:
    """For the readiness check, in English."""
    lag = queue_lag()
    return "ok" if lag <= MAX_LAG else f"{lag // timedelta(minutes=1)} minutes behind"


PERMISSION = "see_operations"
MAX_RETRYING = 20  # rows shown


@dataclass(frozen=True, slots=True)
class QueueStatus:
    last_seen_at: datetime | None
    not_responding: bool
    waiting: str
    oldest: datetime | None
    rescheduled: str
    retrying: Sequence[EmailDelivery]
    last_run: ReminderRun | None


def queue_overview(*, by: Person) -> QueueStatus:
    require_permission(by, PERMISSION)
    heartbeat, now = last_heartbeat(DELIVERY), timezone.now()
    rescheduled = unsent().filter(next_attempt_at__gt=now)
    retrying = rescheduled.select_related("notification__recipient").order_by("next_attempt_at")
    return QueueStatus(
        last_seen_at=heartbeat.seen_at if heartbeat else None,
        not_responding=is_not_responding(heartbeat),
        waiting=_capped_count(unsent().filter(next_attempt_at__lte=now)),
        oldest=unsent().aggregate(oldest=OLDEST)["oldest"],
        rescheduled=_capped_count(rescheduled),
        retrying=list(retrying[:MAX_RETRYING]),
        last_run=ReminderRun.objects.order_by(
            "-pk"
        ).first(),  # not by day: its clock may have been wrong
    )


def email_label(notification: Notification) -> str:
    # Administrators may not read records, so the object is not named.
    if is_sign_in_link(notification):
        return event_label(notification.event_type, notification.context)
    lifecycle = LIFECYCLES.get(notification.object_type)
    step = lifecycle.by_step.get(notification.context.get("step", "")) if lifecycle else None
    if lifecycle is None or step is None:
        return notification.event_type
    return _("%(kind)s: %(step)s") % {"kind": _(lifecycle.title), "step": _(step.label)}


def _capped_count(emails: QuerySet[EmailDelivery]) -> str:
    total, more = capped_count(emails)
    return number_format(total, force_grouping=True) + "+" * more


RETRY_PERMISSION = "retry_emails"
MAX_RETRIES_AT_ONCE = 500


def failed_emails() -> QuerySet[EmailDelivery]:
    """The latest first, without those suppressed on purpose."""
    failed = EmailDelivery.objects.filter(
        failed_at__isnull=False, suppressed=False, sent_at__isnull=True, digest__isnull=True
    )
    return failed.select_related("notification__recipient").order_by("-failed_at")


def retryable_emails(*, by: Person) -> QuerySet[EmailDelivery]:
    require_permission(by, RETRY_PERMISSION)
    return failed_emails()


def retry_email(email: EmailDelivery, *, by: Person) -> None:
    """Queue a failed e-mail again with all its attempts; one already queued stays as it is."""
    _retry(failed_emails().filter(pk=email.pk), by=by)


def retry_all_emails(*, by: Person) -> int:
    """Queue the latest `MAX_RETRIES_AT_ONCE` again; gives how many."""
    return _retry(failed_emails(), by=by)


def _retry(emails: QuerySet[EmailDelivery], *, by: Person) -> int:
    require_permission(by, RETRY_PERMISSION)
    with audit_transaction():
        locked = emails.select_for_update(of=("self",))[:MAX_RETRIES_AT_ONCE]
        for email in locked:
            log_event(
                "email.retry",
                object_type="email",
                object_id=email.pk,
                object_label=email.notification.event_type,
                by=actor_fields(by),
                before={"last_error": email.last_error},
            )
            email.failed_at, email.attempts, email.next_attempt_at = None, 0, timezone.now()
            email.save(update_fields=["failed_at", "attempts", "next_attempt_at"])
    return len(locked)
