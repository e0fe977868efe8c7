"""Whether an e-mail still concerns its reader as it leaves: a role taken away works at once."""

from collections.abc import Iterable

from django.db import DatabaseError

from access.models import Organization, SignInLink
from access.policy import can_take_step, can_view, effective_role_for, has_permission
from access.services.sign_in_links import find_open_link, secret_of
from directive.lifecycles.grammar import actor
from notifications.groups import DIGEST
from notifications.subjects import access_of_recipient, prefetch_subjects, subject_of
from outbox.event_types import DUE, ORGANIZATION, REMINDERS, VACANT, is_request_to_act, rule_name
from outbox.models import EmailDelivery, Notification
from outbox.queue import suppress
from outbox.retry import hold_back
from reminders.rule import ReminderRule
from reminders.rules import RULES_BY_NAME


def is_still_due(notification: Notification) -> bool:
    if not hasattr(notification, "due_now"):
        prefetch_due([notification])
    context = notification.context
    detail = [context["detail"]] if context["detail"] else []
    return (str(notification.object_id), context["due_on"], *detail) in notification.due_now


def prefetch_due(notifications: Iterable[Notification]) -> None:
    """Set `due_now` on each reminder, in one query a rule."""
    by_rule: dict[str, list[Notification]] = {}
    for notification in notifications:
        if notification.event_type.endswith(REMINDERS):
            by_rule.setdefault(rule_name(notification.event_type), []).append(notification)
    for name, reminders in by_rule.items():
        # A rule may have been removed since the reminder was written.
        due = _due(RULES_BY_NAME[name], reminders) if name in RULES_BY_NAME else set()
        for notification in reminders:
            notification.due_now = due


def _due(rule: ReminderRule, notifications: list[Notification]) -> set[tuple[str, ...]]:
    """The keys (object, day, and detail if any) of what the rule finds due among these subjects."""
    column = rule.column("pk")
    rows = rule.rows().filter(
        **{f"{column}__in": {notification.object_id for notification in notifications}}
    )
    columns = [column, "day", *([rule.detail] if rule.detail else [])]
    return {tuple(map(str, row)) for row in rows.values_list(*columns)}


def suppression_reason(notification: Notification) -> str:
    """Why not to send it, for the operators, in English; empty when it should be sent."""
    if not notification.recipient.is_active:
        return "the person is no longer active"
    if notification.event_type.endswith(REMINDERS):
        return _reminder_reason(notification)
    row = subject_of(notification)
    if row is None:
        return "what it tells of is not there"
    if isinstance(row, SignInLink):
        return "" if find_open_link(secret_of(row)) else "the link opens nothing any more"
    if notification.object_type == ORGANIZATION:
        return _administrator_reason(notification, row)
    if notification.event_type.endswith(VACANT):
        if reason := _administrator_reason(notification, row.organization):
            return reason
        return "" if row.state == notification.context["state"] else "the step has been taken"
    access = access_of_recipient(notification)
    if not can_view(access, row):
        return "the person may no longer see it"
    if not is_request_to_act(notification.event_type):
        return ""
    step = row.lifecycle.next_step(row.state)
    is_waiting = step is not None and row.state == notification.context["state"]
    if is_waiting and can_take_step(access, step, row):
        return ""
    return "it no longer waits for this person"


def _administrator_reason(notification: Notification, organization: Organization) -> str:
    if has_permission(access_of_recipient(notification), "manage_people", organization):
        return ""
    return "the person no longer keeps people"


def _reminder_reason(notification: Notification) -> str:
    row = subject_of(notification)
    if row is None or not is_still_due(notification):
        return "it is no longer due"
    rule = RULES_BY_NAME[rule_name(notification.event_type)]
    escalated_to = tuple(actor(role) for role in rule.escalation_chain)
    actors = rule.actors if notification.event_type.endswith(DUE) else escalated_to
    effective_role = effective_role_for(access_of_recipient(notification), actors, row)
    return "" if effective_role else "it no longer waits for this person"


def filter_relevant(emails: Iterable[EmailDelivery]) -> list[EmailDelivery]:
    """Those that still concern their recipients; the others are suppressed with the reason.

    One on which this code fails is held back, and the others go on.
    """
    emails = list(emails)
    notifications = [email.notification for email in emails]
    prefetch_subjects(notifications)
    prefetch_due(notifications)
    by_reason: dict[str, list[EmailDelivery]] = {}
    for email in emails:
        try:
            # A digest is judged by what it carries, when its contents are read.
            is_digest = email.notification.event_type == DIGEST
            reason = "" if is_digest else suppression_reason(email.notification)
        except DatabaseError:
            raise
        except Exception as error:
            hold_back(email, error)
        else:
            by_reason.setdefault(reason, []).append(email)
    relevant = by_reason.pop("", [])
    for reason, irrelevant in by_reason.items():
        suppress(irrelevant, reason)
    return relevant
