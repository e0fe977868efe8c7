"""Changes to the organization tree. Nothing is deleted: an organization that ends keeps its row."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from access.change_log import audited_change, log_change
from access.models import Organization, Person
from access.policy import require_permission
from audit.events import audit_transaction


def listable(*, by: Person) -> QuerySet[Organization]:
    require_permission(by, "see_organizations")
    rows: QuerySet[Organization] = Organization.objects.all()
    return rows


def manageable(organization: Organization, *, by: Person) -> Organization:
    """The organization, for a form that changes it. PermissionDenied without the permission there."""
    require_permission(by, "manage_organizations", on=organization)
    return organization


def create(parent: Organization, *, by: Person, **fields: Any) -> Organization:
    """Add an organization directly below `parent`. ValidationError where the parent has ended."""
    require_permission(by, "manage_organizations", on=parent)
    with audit_transaction():
        # Treebeard takes the next free path: without the lock two children could be given the same one.
        parent = Organization.objects.select_for_update().get(pk=parent.pk)
        if not Organization.objects.active_on().filter(pk=parent.pk).exists():
            raise ValidationError(_("This organization no longer exists."))
        organization: Organization = Organization.objects.add_child(parent, fields)
        log_change("organization.create", organization, by=by, before={})
    return organization


def change(organization: Organization, *, by: Person, **fields: object) -> Organization:
    require_permission(by, "manage_organizations", on=organization)
    with audited_change(organization, "organization.change", by=by) as organization:
        for name, value in fields.items():
            setattr(organization, name, value)
    return organization


def end(
    organization: Organization,
    *,
    by: Person,
    valid_to: date,
    reason: str,
    successor: Organization | None = None,
) -> Organization:
    """Set the first day on which it no longer exists; from then on it cannot be chosen.

    ValidationError for the root, while organizations below it exist, or for a successor that does not.
    """
    require_permission(by, "manage_organizations", on=organization)
    action = "organization.end"
    with audited_change(organization, action, by=by, reason=reason) as organization:
        _refuse_end(organization, valid_to, successor)
        organization.valid_to = valid_to
        organization.successor = successor
    return organization


def set_l1_step(organization: Organization, *, by: Person, on: bool, reason: str) -> Organization:
    """Switch the endorsement by the L1 before E-Communications reviews (§ 4.2 Note), for requests to come.

    ValidationError for any other level.
    """
    require_permission(by, "manage_organizations", on=organization)
    if organization.level != Organization.Level.L1:
        raise ValidationError(_("Only a level one organization has this step."))
    action = "organization.set_l1_step"
    with audited_change(organization, action, by=by, reason=reason) as organization:
        organization.l1_step = on
    return organization


def _refuse_end(organization: Organization, valid_to: date, successor: Organization | None) -> None:
    if organization.is_root():
        raise ValidationError(_("The top of the tree does not end."))
    if organization.valid_from and valid_to <= organization.valid_from:
        raise ValidationError({"valid_to": _("It cannot end before it began.")})
    active = Organization.objects.active_on(valid_to)
    children = Organization.objects.get_children(organization)
    if children.filter(pk__in=active).exists():
        raise ValidationError(
            _("Organizations below this one still stand on that day: end them first.")
        )
    if successor is not None and successor.pk == organization.pk:
        raise ValidationError({"successor": _("An organization does not succeed itself.")})
    if successor is not None and not active.filter(pk=successor.pk).exists():
        raise ValidationError({"successor": _("The successor must stand on that day.")})
