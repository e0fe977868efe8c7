"""The content of an e-mail in the active language: its subject, what happened, what to do, one link."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directive.lifecycles import LIFECYCLES
from directive.lifecycles.grammar import Lifecycle, Step
from directive.readiness import READINESS_BY_CODE
from directive.roles import ROLES_BY_NAME, Role
from notifications.subjects import subject_of
from outbox.event_types import DUE, LATE, NEXT, ORGANIZATION, REMINDERS, VACANT, rule_name
from outbox.models import Notification
from reminders.rule import ReminderRule
from reminders.rules import RULES_BY_NAME
from web.language import localized
from web.templatetags.dates import long_date


def with_due_day(label: str, day: date) -> str:
    return _("%(step)s by %(day)s") % {"step": label, "day": long_date(day)}


def subject_name(notification: Notification) -> str:
    """For the subject line, which others may see on a screen or a telephone: it names no person."""
    row = subject_of(notification)
    if notification.object_type not in LIFECYCLES or row is None:
        return str(notification.context.get(localized("label_en", "label_fr"), ""))
    if notification.event_type.endswith(VACANT):
        return str(row.organization.name)
    return str(localized(*row.public_labels))


def action_url(notification: Notification) -> str:
    """The path of the page of the step to take, or else of the object."""
    name = notification.object_type
    if notification.event_type.endswith(VACANT) or name == ORGANIZATION:
        return reverse("people")
    if name not in LIFECYCLES:
        return _without_lifecycle(notification)
    step = _requested_step(notification, LIFECYCLES[name])
    return reverse(f"{name}_{step.name}" if step else name, args=[notification.object_id])


def one_line(text: str) -> str:
    # A line break in a name that somebody typed would begin a header of its own.
    return " ".join(text.split())


def _requested_step(notification: Notification, lifecycle: Lifecycle) -> Step | None:
    if notification.event_type.endswith(NEXT):
        return lifecycle.next_step(notification.context["state"])
    if notification.event_type.endswith(DUE):
        return lifecycle.by_step.get(rule_name(notification.event_type).partition(".")[2])
    return None


def _without_lifecycle(notification: Notification) -> str:
    if notification.object_type == "delegation":
        return reverse("delegations")
    assignment = subject_of(notification)
    mine = assignment is not None and assignment.person_id == notification.recipient_id
    return reverse("dashboard" if mine else "people")


@dataclass(frozen=True, slots=True)
class EmailContent:
    language: str
    subject: str
    title: str
    happened: str
    to_do: str
    reason: str
    paragraph: str
    due_on: date | None
    url: str


def email_content(notification: Notification) -> EmailContent:
    if notification.event_type.endswith(REMINDERS):
        return _reminder_content(notification, RULES_BY_NAME[rule_name(notification.event_type)])
    if notification.object_type == ORGANIZATION:
        return _organization_vacancy(
            notification, RULES_BY_NAME[rule_name(notification.event_type)]
        )
    if notification.event_type.endswith(VACANT):
        return _step_vacancy(notification)
    if notification.event_type.endswith(NEXT):
        label = _(_awaited_step(notification).label)
        return _content(
            notification, subject=label, to_do=_("What to do: %(step)s.") % {"step": label}
        )
    return _content(notification, subject=_(_step(notification).history_label))


def _reminder_content(notification: Notification, rule: ReminderRule) -> EmailContent:
    day = long_date(date.fromisoformat(notification.context["due_on"]))
    overdue, above = notification.context["milestone"] > 0, notification.event_type.endswith(LATE)
    task = _(rule.label)
    subject = _("Overdue since %(day)s: %(task)s") if overdue else _("By %(day)s: %(task)s")
    to_do = _("See that this is done: %(step)s.") if above else _("What to do: %(step)s.")
    if above:
        happened = _escalation_reason(day, overdue)
    elif row := READINESS_BY_CODE.get(notification.context["detail"]):
        happened = _("%(row)s: this no longer holds.") % {"row": _(row.title)}
    else:
        happened = _("This was due on %(day)s.") % {"day": day} if overdue else ""
    return _content(
        notification,
        subject=subject % {"day": day, "task": task},
        happened=happened,
        to_do=to_do % {"step": task},
    )


def _escalation_reason(day: str, overdue: bool) -> str:
    if not overdue:
        return _("Nobody below you has the role to do this.")
    reason = _("This was due on %(day)s, and it has not been done by those who were asked.")
    return reason % {"day": day}


def _organization_vacancy(notification: Notification, rule: ReminderRule) -> EmailContent:
    """A vacancy that a reminder run found: told once a week for each organization."""
    roles = [Role(role) for role in notification.context["roles"]]
    return _vacancy_content(
        notification,
        task=rule.label,
        title=_title(notification),
        roles=roles,
        paragraph=rule.paragraph,
    )


def _step_vacancy(notification: Notification) -> EmailContent:
    # Administrators may not read records, so the object is not named.
    row = subject_of(notification)
    awaited = _awaited_step(notification)
    title = row.organization.name if row else ""
    roles = [actor.role for actor in awaited.actors]
    return _vacancy_content(
        notification, task=awaited.label, title=title, roles=roles, paragraph=awaited.paragraph
    )


def _vacancy_content(
    notification: Notification, *, task: str, title: str, roles: list[Role], paragraph: str
) -> EmailContent:
    named = ", ".join(dict.fromkeys(_(ROLES_BY_NAME[role].title) for role in roles))
    return _content(
        notification,
        subject=_("Nobody can act: %(step)s") % {"step": _(task)},
        title=title,
        happened=_("This waits, and nobody in the organization may do it: %(step)s.")
        % {"step": _(task)},
        to_do=_("Appoint a person or a delegate for: %(roles)s.") % {"roles": named},
        reason="",
        paragraph=paragraph,
    )


def _content(notification: Notification, *, subject: str, **overrides: str) -> EmailContent:
    context = notification.context
    fields = {
        "title": _title(notification),
        "happened": _happened(notification),
        "to_do": "",
        "reason": context["reason"],
        "paragraph": context["paragraph"],
        "url": settings.SITE_URL + action_url(notification),
    } | overrides
    due_on = (
        date.fromisoformat(context["due_on"]) if context["due_on"] and fields["to_do"] else None
    )
    if due_on and not notification.event_type.endswith(REMINDERS):
        subject = with_due_day(subject, due_on)
    line = one_line(" – ".join(filter(None, (subject, subject_name(notification)))))
    return EmailContent(language=get_language(), due_on=due_on, subject=line, **fields)


def _title(notification: Notification) -> str:
    return str(notification.context[f"label_{get_language()}"])


def _happened(notification: Notification) -> str:
    if not notification.context["step"]:  # a reminder
        return ""
    done = _(_step(notification).history_label)
    if not notification.context["by"]:
        return f"{done}."
    return _("%(done)s, by %(person)s.") % {"done": done, "person": notification.context["by"]}


def _step(notification: Notification) -> Step:
    return LIFECYCLES[notification.object_type].step(notification.context["step"])


def _awaited_step(notification: Notification) -> Step:
    step = LIFECYCLES[notification.object_type].next_step(notification.context["state"])
    if step is None:
        raise LookupError(f"nothing is awaited in the state {notification.context['state']}")
    return step
