"""Delegations: nobody lends more than they hold themselves."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.delegation import delegates, grant_to, revoke_from
from access.effective_roles import actor_fields
from access.models import Delegation, Organization, Person, RoleAssignment
from audit.events import audit_transaction, log_event
from directive.roles import Role


def validate_delegation(
    *, by: Person, to: Person, organization: Organization | None, account_id: UUID | None
) -> None:
    """Raises ValidationError by field of the form."""
    if to.pk == by.pk:
        raise ValidationError({"to": _("Choose somebody else than yourself.")})
    if (organization is None) == (account_id is None):
        raise ValidationError({"organization": _("Choose one organization or one account.")})
    lent = [
        assignment
        for assignment in _current_roles(by)
        if _is_within_reach(assignment, organization)
    ]
    if not lent:
        raise ValidationError({"organization": _("You hold no role there.")})
    if Role.PRACTITIONER in {assignment.role for assignment in lent} and not _is_practitioner(to):
        text = _("Only a practitioner can act for a practitioner (§ 4.7(4)).")
        raise ValidationError({"to": text})


def _current_roles(person: Person) -> list[RoleAssignment]:
    return list(
        RoleAssignment.objects.current().filter(person=person).select_related("organization")
    )


def _is_within_reach(assignment: RoleAssignment, organization: Organization | None) -> bool:
    if organization is None:
        return True
    here, there = str(organization.path), str(assignment.organization.path)
    return here.startswith(there) or there.startswith(here)


def _is_practitioner(person: Person) -> bool:
    """Accounts are used by practitioners alone, a substitute too (§ 4.7(4))."""
    return RoleAssignment.objects.current().filter(person=person, role=Role.PRACTITIONER).exists()


def delegate(
    *,
    by: Person,
    to: Person,
    last_day: date,
    reason: str,
    first_day: date | None = None,
    organization: Organization | None = None,
    account_id: UUID | None = None,
) -> Delegation:
    """Lend what `by` may do, in one organization and below it or for one account.

    Raises ValidationError where it is not theirs to lend, or not to this person.
    """
    validate_delegation(by=by, to=to, organization=organization, account_id=account_id)
    with audit_transaction():
        delegation = Delegation(
            person=by,
            organization=organization,
            account_id=account_id,
            first_day=first_day or timezone.localdate(),
            last_day=last_day,
            reason=reason,
        )
        delegation.full_clean()
        delegation.save()
        grant_to(delegation, to)
        _log_delegation("delegation.delegate", delegation, by=by, to=to, reason=reason)
    return delegation


def end(delegation: Delegation, *, by: Person) -> Delegation:
    with audit_transaction():
        delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
        for person in delegates(delegation):
            revoke_from(delegation, person)
            _log_delegation("delegation.end", delegation, by=by, to=person)
        delegation.ended_at = timezone.now()
        delegation.save(update_fields=["ended_at"])
    return delegation


def _log_delegation(
    action: str, delegation: Delegation, *, by: Person, to: Person, reason: str = ""
) -> None:
    log_event(
        action,
        object_type="delegation",
        object_id=delegation.pk,
        object_label=str(delegation),
        by=actor_fields(by),
        after={"to": str(to.pk), "to_name": to.name, "last_day": delegation.last_day.isoformat()},
        reason=reason,
    )
