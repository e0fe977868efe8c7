"""The objects that notifications are about, read for a batch in as many queries as for one."""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from access.effective_roles import UserAccess
from access.models import Delegation, Organization, Person, RoleAssignment
from access.resolver import access_for_users
from outbox.models import Notification
from reminders.sql_labels import ONE_ACCOUNT
from web.templatetags.dates import long_date
from workflow.models import workflow_models

POLICY_FOREIGN_KEYS = {
    "organization",
    "receiving_organization",
}  # what policy looks at even where there may be none


@cache
def subject_models() -> dict[str, type[Model]]:
    """And what the sweep speaks of besides."""
    besides = {model.object_type: model for model in (Organization, RoleAssignment, Delegation)}
    return workflow_models() | besides


def find_subject(object_type: str, pk: UUID) -> Any:
    """What letters of this kind of object speak of; None where it is not there."""
    model = subject_models().get(object_type)
    return _rows(model).filter(pk=pk).first() if model else None


def subject_of(notification: Notification) -> Any:
    """What the letter is about; None where it is not there."""
    return _with_subject(notification).subject


def access_of_recipient(notification: Notification) -> UserAccess:
    return _with_subject(notification).access


def prefetch_subjects(notifications: Iterable[Notification]) -> None:
    """Put beside each letter its subject and what its reader stands on at this moment."""
    notifications = list(notifications)
    access = access_for_users({notification.recipient for notification in notifications})
    subjects = _subjects(notifications)
    for notification in notifications:
        notification.subject = subjects.get(notification.object_id)
        notification.access = access[notification.recipient_id]


def _with_subject(notification: Notification) -> Notification:
    if not hasattr(notification, "subject"):
        prefetch_subjects([notification])
    return notification


def _subjects(notifications: list[Notification]) -> dict[UUID, Model]:
    wanted: dict[str, set[UUID]] = {}
    for notification in notifications:
        wanted.setdefault(notification.object_type, set()).add(notification.object_id)
    return {
        row.pk: row
        for kind in wanted.keys() & subject_models().keys()
        for row in _rows(subject_models()[kind]).filter(pk__in=wanted[kind])
    }


@cache
def _rows(model: type[Model]) -> QuerySet[Model]:
    """With what titles and policy look at: the rows pointed to, and the people tied by many-to-many."""
    one = [
        field.name
        for field in model._meta.concrete_fields
        if field.many_to_one and (not field.null or field.name in POLICY_FOREIGN_KEYS)
    ]
    many = [
        field.name for field in model._meta.many_to_many if field.name in _relation_columns(model)
    ]
    return model._base_manager.select_related(*one).prefetch_related(*many)


def _relation_columns(model: type[Model]) -> set[str]:
    return {column for columns in getattr(model, "relations", {}).values() for column in columns}


class SubjectLink(NamedTuple):
    url: str
    label: str


def subject_label(row: Any) -> str:
    if isinstance(row, RoleAssignment):
        return f"{row.person} – {row.get_role_display()}, {row.organization}"
    if isinstance(row, Delegation):
        return _("%(person)s: %(what)s, until %(day)s") % {
            "person": row.person,
            "what": row.organization or _(ONE_ACCOUNT),
            "day": long_date(row.last_day),
        }
    return str(row)


def subject_link(row: Any, reader: Person) -> SubjectLink:
    if isinstance(row, Delegation) and row.person_id == reader.pk:
        return SubjectLink(reverse("delegations"), _("Delegations"))
    if isinstance(row, RoleAssignment | Delegation):
        return SubjectLink(reverse("person", args=[row.person_id]), str(row.person))
    if isinstance(row, Organization):
        return SubjectLink(reverse("organization", args=[row.pk]), str(row))
    return SubjectLink(row.get_absolute_url(), str(row))
