"""The organization tree, as administrators keep it. Nothing is deleted: what ends keeps its row."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.effective_roles import actor_fields
from access.models import Organization, Person
from access.policy import require_permission
from audit.events import audit_transaction, log_event
from audit.snapshots import changes, snapshot

_TREE = ("path", "depth", "numchild", "sort_en", "sort_fr")


def create(parent: Organization, *, by: Person, **fields: Any) -> Organization:
    """A new one directly below `parent`."""
    require_permission(by, "manage_organizations", parent)
    with audit_transaction():
        # The tree gives out places in order: two at once would be given the same one.
        parent = _lock(parent)
        _refuse_ended(parent)
        organization: Organization = Organization.objects.add_child(parent, fields)
        _log_organization("organization.create", organization, by=by, before={})
    return organization


def change(organization: Organization, *, by: Person, **fields: object) -> Organization:
    require_permission(by, "manage_organizations", organization)
    with audit_transaction():
        organization = _lock(organization)
        before = _audit_values(organization)
        for name, value in fields.items():
            setattr(organization, name, value)
        organization.save()
        _log_organization("organization.change", organization, by=by, before=before)
    return organization


def end(
    organization: Organization,
    *,
    by: Person,
    valid_to: date,
    reason: str,
    successor: Organization | None = None,
) -> Organization:
    """From the day `valid_to` on, it is no more, and can no longer be chosen."""
    require_permission(by, "manage_organizations", organization)
    with audit_transaction():
        organization = _lock(organization)
        _refuse_end(organization, valid_to, successor)
        before = _audit_values(organization)
        organization.valid_to = valid_to
        organization.successor = successor
        organization.save()
        _log_organization("organization.end", organization, by=by, before=before, reason=reason)
    return organization


def set_l1_step(organization: Organization, *, by: Person, on: bool, reason: str) -> Organization:
    """Whether the L1 endorses requests before E-Communications sees them (§ 4.2 Note)."""
    require_permission(by, "manage_organizations", organization)
    if organization.level != Organization.Level.L1:
        raise ValidationError(_("Only a level one organization has this step."))
    with audit_transaction():
        organization = _lock(organization)
        before = _audit_values(organization)
        organization.l1_step = on
        organization.save()
        _log_organization(
            "organization.set_l1_step", organization, by=by, before=before, reason=reason
        )
    return organization


def _lock(organization: Organization) -> Organization:
    row: Organization = Organization.objects.select_for_update().get(pk=organization.pk)
    return row


def _refuse_ended(organization: Organization) -> None:
    if not Organization.objects.active_on().filter(pk=organization.pk).exists():
        raise ValidationError(_("This organization no longer exists."))


def _refuse_end(organization: Organization, valid_to: date, successor: Organization | None) -> None:
    if organization.is_root():
        raise ValidationError(_("The top of the tree does not end."))
    if organization.valid_from and valid_to <= organization.valid_from:
        raise ValidationError({"valid_to": _("It cannot end before it began.")})
    standing = Organization.objects.active_on(valid_to)
    below = Organization.objects.get_children(organization)
    if below.filter(pk__in=standing).exists():
        raise ValidationError(
            _("Organizations below this one still stand on that day: end them first.")
        )
    if successor is not None and successor.pk == organization.pk:
        raise ValidationError({"successor": _("An organization does not succeed itself.")})
    if successor is not None and not standing.filter(pk=successor.pk).exists():
        raise ValidationError({"successor": _("The successor must stand on that day.")})


def _audit_values(organization: Organization) -> dict[str, Any]:
    values = snapshot(organization)
    return {name: value for name, value in values.items() if name not in _TREE}


def _log_organization(
    action: str,
    organization: Organization,
    *,
    by: Person,
    before: dict[str, Any],
    reason: str = "",
) -> None:
    was, now = changes(before, _audit_values(organization))
    log_event(
        action,
        object_type="organization",
        object_id=organization.pk,
        object_label=organization.name_en,
        by=actor_fields(by),
        before=was,
        after=now,
        reason=reason,
    )
