"""Role assignments, made and ended by an administrator, or by the authorization of a practitioner."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.change_log import audited_change, log_change
from access.models import Organization, Person, RoleAssignment
from access.policy import require_permission
from audit.events import audit_transaction
from directive.roles import CENTRAL, Role


def assign_role(
    person: Person,
    *,
    by: Person,
    role: Role,
    organization: Organization,
    first_day: date | None = None,
    last_day: date | None = None,
    acting_for: Person | None = None,
) -> RoleAssignment:
    """Assign a role as administrator, from today unless `first_day` is given.

    PermissionDenied without the permission there. ValidationError for oneself, for practitioners (§ 3.10), for a
    central role elsewhere than at the root, and for an organization that has ended.
    """
    require_permission(by, "manage_people", on=organization)
    _validate_assignment(person, by=by, role=role, organization=organization)
    return open_assignment(
        person=person,
        by=by,
        role=role,
        organization=organization,
        first_day=first_day or timezone.localdate(),
        last_day=last_day,
        acting_for=acting_for,
    )


def revocable(*, by: Person) -> QuerySet[RoleAssignment]:
    """The role assignments, for the form that revokes one. PermissionDenied without the permission anywhere."""
    require_permission(by, "manage_people")
    return RoleAssignment.objects.select_related("person", "organization")


def revoke_role(assignment: RoleAssignment, *, by: Person, reason: str) -> RoleAssignment:
    """End a role assignment at once, as administrator. ValidationError for oneself and for practitioners."""
    require_permission(by, "manage_people", on=assignment.organization)
    if assignment.person_id == by.pk:
        raise ValidationError(_("Nobody changes their own roles: ask another administrator."))
    if assignment.role == Role.PRACTITIONER:
        raise ValidationError(_("This role ends with the authorization of the practitioner."))
    return close_assignment(assignment, by=by, reason=reason)


def open_assignment(
    *,
    person: Person,
    by: Person,
    role: Role,
    organization: Organization,
    first_day: date,
    last_day: date | None = None,
    acting_for: Person | None = None,
) -> RoleAssignment:
    """Assign a role without a permission check, which `assign_role` or the authorizing step has made."""
    assignment = RoleAssignment(
        person=person,
        role=role,
        organization=organization,
        first_day=first_day,
        last_day=last_day,
        acting_for=acting_for,
    )
    with audit_transaction():
        assignment.save()
        log_change("role.assign", assignment, by=by, before={})
    return assignment


def close_assignment(
    assignment: RoleAssignment, *, by: Person | None, reason: str = ""
) -> RoleAssignment:
    """End a role assignment without a permission check, which `revoke_role` or the ending step has made."""
    with audited_change(assignment, "role.revoke", by=by, reason=reason) as assignment:
        # A second call keeps the time of the first: the assignment ended then.
        assignment.ended_at = assignment.ended_at or timezone.now()
    return assignment


def _validate_assignment(
    person: Person, *, by: Person, role: Role, organization: Organization
) -> None:
    if person.pk == by.pk:
        raise ValidationError(_("Nobody changes their own roles: ask another administrator."))
    if role == Role.PRACTITIONER:
        raise ValidationError(
            _(
                "A practitioner is nominated and authorized by a superior (§ 3.10): see Practitioners."
            )
        )
    if role in CENTRAL and not organization.is_root():
        raise ValidationError({"organization": _("This role is held for the whole department.")})
    if not Organization.objects.active_on().filter(pk=organization.pk).exists():
        raise ValidationError({"organization": _("This organization no longer exists.")})
