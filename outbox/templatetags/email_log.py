"""The letters written about an object: to whom, why, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.template import Library
from django.utils.translation import gettext as _

from directive.lifecycles import LIFECYCLES
from directive.roles import ROLES_BY_NAME, Role
from outbox.models import Notification
from web.pagination import Page, paginate

register = Library()
MAX_LATEST = 10  # on the page of the object; the others are on a page of their own
ORDER = ("-created_at", "-pk")


@dataclass(frozen=True, slots=True)
class EmailLogEntry:
    to: str
    reason: str
    written_at: datetime
    outcome: str
    outcome_at: datetime | None


@register.inclusion_tag("outbox/latest_emails.html")
def latest_emails(object_type: str, pk: UUID) -> dict[str, Any]:
    """In one query. Whether the reader may see them is for the page to know (`may_see_letters`)."""
    found = list(_notifications_about(object_type, pk).order_by(*ORDER)[: MAX_LATEST + 1])
    notifications = [_log_entry(notification) for notification in found[:MAX_LATEST]]
    return {
        "object_type": object_type,
        "pk": pk,
        "emails": notifications,
        "more": len(found) > MAX_LATEST,
    }


def email_log(
    object_type: str, pk: UUID, asked: Mapping[str, Any]
) -> tuple[list[EmailLogEntry], Page]:
    """All of them, by pages."""
    notifications = _notifications_about(object_type, pk)
    page = paginate(notifications, asked, *ORDER, anchors=notifications)
    return [_log_entry(notification) for notification in page.rows], page


def event_label(event_type: str, context: Mapping[str, Any]) -> str:
    """A letter's kind in words; what is neither news nor asked by a step is a reminder."""
    name, _dot, rest = event_type.partition(".")
    step, _dot, ending = rest.partition(".")
    if not rest:
        return _("Digest")
    if not ending:
        return _(LIFECYCLES[name].step(step).history_label)
    said = {
        "next": _("To do: %(step)s"),
        "vacant": _("Nobody can act: %(step)s"),
        "late": _("Escalated: %(step)s"),
    }
    words = said.get(ending, _("Reminder: %(step)s")) % {"step": _task(name, context)}
    return f"{words} ({roles})" if (roles := _roles(context)) else words


def _task(lifecycle: str, context: Mapping[str, Any]) -> str:
    """What the sweep says is due, or else the step that the state awaits."""
    if task := context.get("task"):
        return _(task)
    awaited = LIFECYCLES[lifecycle].next_step(context["state"])
    return _(awaited.label) if awaited else ""


def _roles(context: Mapping[str, Any]) -> str:
    """Whom a vacancy that the sweep came upon asks to appoint."""
    return ", ".join(
        dict.fromkeys(_(ROLES_BY_NAME[Role(role)].title) for role in context.get("roles", ()))
    )


def _notifications_about(object_type: str, pk: UUID) -> QuerySet[Notification]:
    notifications = Notification.objects.filter(object_type=object_type, object_id=pk)
    return notifications.select_related("recipient")


def _log_entry(notification: Notification) -> EmailLogEntry:
    outcome, at = _outcome(notification)
    return EmailLogEntry(
        to=notification.recipient.name,
        reason=event_label(notification.event_type, notification.context),
        written_at=notification.created_at,
        outcome=outcome,
        outcome_at=at,
    )


def _outcome(notification: Notification) -> tuple[str, datetime | None]:
    if notification.sent_at:
        return _("Sent"), notification.sent_at
    if notification.suppressed:
        return _("Not sent: it no longer concerned its reader"), notification.failed_at
    if notification.failed_at:
        return _("Failed, no more attempts"), notification.failed_at
    if notification.deferred or notification.digest_id:
        return _("Kept for a digest"), None
    return (
        _("Failed, to be tried again") if notification.last_error else _("About to be sent")
    ), None
