"""Changes of rows outside the lifecycles: locked, saved, and logged with what differs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from access.effective_roles import actor_fields
from access.models import Person
from audit.events import audit_transaction, log_event
from audit.models import AuditedModel
from audit.snapshots import changes, snapshot

Row = TypeVar("Row", bound=AuditedModel)

# Steps of a lifecycle take their label from the step table; these actions have no table.
ACTION_LABELS = {
    "person.add": _("Person added"),
    "person.change": _("Person changed"),
    "person.deactivate": _("Person deactivated"),
    "person.reactivate": _("Person active again"),
    "person.invite": _("Invited by e-mail"),
    "person.request_reset": _("Link for a new password asked for"),
    "person.set_password": _("Password set with the link"),
    "person.change_password": _("Password changed"),
    "person.set_preferences": _("Preferences changed"),
    "person.set_email_preferences": _("Choice of mail changed"),
    "person.renew_calendar": _("Address of the calendar made"),
    "person.switch_off_calendar": _("Calendar switched off"),
    "role.assign": _("Role assigned"),
    "role.revoke": _("Role ended"),
    "organization.create": _("Organization added"),
    "organization.change": _("Organization changed"),
    "organization.end": _("Organization ended"),
    "organization.set_l1_step": _("L1 step switched"),
    "delegation.delegate": _("Delegate named"),
    "delegation.end": _("Delegation ended"),
}


@contextmanager
def audited_change(
    row: Row, action: str, *, by: Person | None, reason: str = "", paragraph: str = ""
) -> Iterator[Row]:
    """Yields the row, locked and read again; what the caller sets on it is saved and logged."""
    with audit_transaction():
        # Not `type(row)`: `request.user` is a lazy object.
        row = row.__class__._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
        before = snapshot(row)
        yield row
        row.save()
        log_change(action, row, by=by, before=before, reason=reason, paragraph=paragraph)


def log_change(
    action: str,
    row: AuditedModel,
    *,
    by: Person | None,
    before: Mapping[str, object],
    reason: str = "",
    paragraph: str = "",
) -> None:
    """Log the columns of a row that differ from `before`, its earlier snapshot; empty for a new row."""
    old_values, new_values = changes(before, snapshot(row))
    log_event(
        action,
        object_type=row.object_type,
        object_id=row.pk,
        object_label=row.audit_label,
        by=actor_fields(by),
        before=old_values,
        after=new_values,
        reason=reason,
        paragraph=paragraph,
    )
