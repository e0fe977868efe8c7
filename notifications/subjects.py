"""The objects that notifications are about, read for a batch in as many queries as for one."""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from access.effective_roles import UserAccess
from access.models import Delegation, Organization, Person, RoleAssignment, SignInLink
from access.policy import can_view_emails
from access.resolver import access_for_users
from outbox.models import Notification
from reminders.sql_labels import ONE_ACCOUNT
from web.templatetags.dates import long_date
from workflow.exceptions import NotVisible
from workflow.models import workflow_models

# Read by policy, though they may be null.
POLICY_FOREIGN_KEYS = {"organization", "receiving_organization"}


@cache
def subject_models() -> dict[str, type[Model]]:
    """By object type: models with a lifecycle, and those that reminders are about besides."""
    others = {
        model.object_type: model for model in (Organization, RoleAssignment, Delegation, SignInLink)
    }
    return {**workflow_models(), **others}


def get_subject(object_type: str, pk: UUID, access: UserAccess) -> Any:
    """The object whose e-mail log this person may read. Raises NotVisible."""
    model = subject_models().get(object_type)
    row: Any = _rows(model).filter(pk=pk).first() if model else None
    if row is None or not can_view_emails(access, row):
        raise NotVisible(object_type)
    return row


def subject_of(notification: Notification) -> Any:
    """The object it is about; None where that is not there."""
    return _with_subject(notification).subject


def access_of_recipient(notification: Notification) -> UserAccess:
    return _with_subject(notification).access


def prefetch_subjects(notifications: Iterable[Notification]) -> None:
    """Set `subject` and `access`, the recipient's access at this moment, on each notification."""
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
    ids: dict[str, set[UUID]] = {}
    for notification in notifications:
        ids.setdefault(notification.object_type, set()).add(notification.object_id)
    return {
        row.pk: row
        for object_type in ids.keys() & subject_models().keys()
        for row in _rows(subject_models()[object_type]).filter(pk__in=ids[object_type])
    }


@cache
def _rows(model: type[Model]) -> QuerySet[Model]:
    """With the foreign keys that labels and policy read, and the people related many-to-many."""
    foreign_keys = [
        field.name
        for field in model._meta.concrete_fields
        if field.many_to_one and (not field.null or field.name in POLICY_FOREIGN_KEYS)
    ]
    relations = getattr(model, "relations", {}).values()
    columns = {column for columns in relations for column in columns}
    many_to_many = [field.name for field in model._meta.many_to_many if field.name in columns]
    return model._base_manager.select_related(*foreign_keys).prefetch_related(*many_to_many)


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
    if isinstance(row, SignInLink):
        return f"{row.person} – {row.get_purpose_display()}"
    return str(row)


def subject_link(row: Any, reader: Person) -> SubjectLink:
    if isinstance(row, Delegation) and row.person_id == reader.pk:
        return SubjectLink(reverse("delegations"), _("Delegations"))
    if isinstance(row, RoleAssignment | Delegation | SignInLink):
        return SubjectLink(reverse("person", args=[row.person_id]), str(row.person))
    if isinstance(row, Organization):
        return SubjectLink(reverse("organization", args=[row.pk]), str(row))
    return SubjectLink(row.get_absolute_url(), str(row))
