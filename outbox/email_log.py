"""The e-mails about an object: to whom, why, and with what outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from access.models import Organization, Person, SignInLink
from access.policy import can_view_emails
from access.resolver import access_for
from directive.lifecycles import LIFECYCLES
from directive.roles import ROLES_BY_NAME, Role
from outbox.models import EmailDelivery, Notification
from web.lists.pagination import Page, paginate
from web.slots import Section

MAX_LATEST = 10  # on the page of the object
ORDER = ("-created_at", "-pk")


@dataclass(frozen=True, slots=True)
class EmailLogEntry:
    to: str
    reason: str
    written_at: datetime
    outcome: str
    outcome_at: datetime | None


def latest_emails(object_type: str, pk: UUID) -> dict[str, Any]:
    """In one query. The page checks whether its reader may see them (`policy.can_view_emails`)."""
    found = list(_notifications_about(object_type, pk).order_by(*ORDER)[: MAX_LATEST + 1])
    entries = [_log_entry(notification) for notification in found[:MAX_LATEST]]
    return {
        "object_type": object_type,
        "pk": pk,
        "emails": entries,
        "more": len(found) > MAX_LATEST,
    }


def organization_emails(reader: Person, row: Organization) -> Section | None:
    """The e-mails about an organization: those about roles that nobody holds (§ 6.1)."""
    if not can_view_emails(access_for(reader), row):
        return None
    return Section(template="outbox/organization_emails.html", context={"pk": row.pk})


def email_log(
    object_type: str, pk: UUID, asked: Mapping[str, Any]
) -> tuple[list[EmailLogEntry], Page]:
    """One page of all e-mails, newest first, and the page itself. `asked` holds its cursor."""
    notifications = _notifications_about(object_type, pk)
    page = paginate(notifications, asked, *ORDER)
    return [_log_entry(notification) for notification in page.rows], page


def event_label(event_type: str, context: Mapping[str, Any]) -> str:
    """Why somebody is told, in words; LookupError for a step that no lifecycle has."""
    name, _dot, rest = event_type.partition(".")
    if name == SignInLink.object_type:
        return str(SignInLink.Purpose(rest).label)
    step, _dot, ending = rest.partition(".")
    if not rest:
        return _("Digest")
    if not ending:
        return _(LIFECYCLES[name].step(step).history_label)
    labels = {
        "next": _("To do: %(step)s"),
        "vacant": _("Nobody can act: %(step)s"),
        "late": _("Escalated: %(step)s"),
    }
    label = labels.get(ending, _("Reminder: %(step)s")) % {"step": _task(name, context)}
    # Of a vacancy, the roles that it asks to assign.
    roles = dict.fromkeys(_(ROLES_BY_NAME[Role(role)].title) for role in context.get("roles", ()))
    return f"{label} ({', '.join(roles)})" if roles else label


def _task(lifecycle: str, context: Mapping[str, Any]) -> str:
    """The task of a reminder, or else the step that the state awaits."""
    if task := context.get("task"):
        return _(task)
    awaited = LIFECYCLES[lifecycle].next_step(context["state"])
    return _(awaited.label) if awaited else ""


def _notifications_about(object_type: str, pk: UUID) -> QuerySet[Notification]:
    notifications = Notification.objects.filter(object_type=object_type, object_id=pk)
    return notifications.select_related("recipient", "email")


def _log_entry(notification: Notification) -> EmailLogEntry:
    outcome, at = _outcome(notification.email)
    return EmailLogEntry(
        to=notification.recipient.name,
        reason=event_label(notification.event_type, notification.context),
        written_at=notification.created_at,
        outcome=outcome,
        outcome_at=at,
    )


def _outcome(email: EmailDelivery) -> tuple[str, datetime | None]:
    if email.sent_at:
        return _("Sent"), email.sent_at
    if email.suppressed:
        return _("Not sent: it no longer concerned its reader"), email.failed_at
    if email.failed_at:
        return _("Failed, no more attempts"), email.failed_at
    if email.deferred or email.digest_id:
        return _("Kept for a digest"), None
    return (_("Failed, to be tried again") if email.last_error else _("About to be sent")), None
