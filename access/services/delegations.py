from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.delegation import grant, revoke
from access.effective_roles import actor_fields
from access.models import Delegation, Organization, Person, RoleAssignment
from access.policy import require_permission
from audit.events import audit_transaction, log_event
from directive.roles import Role
from web.resolvers import resolve


def delegable_accounts(*, by: Person) -> QuerySet[Model]:
    """The accounts that `by` is named on. PermissionDenied for those who have no role to delegate."""
    require_permission(by, "delegate")
    accounts: QuerySet[Model] = resolve("accounts_named_on", by)
    return accounts


def validate_delegation(
    *, by: Person, to: Person, organization: Organization | None, account_id: UUID | None
) -> None:
    """ValidationError, keyed by form field, where `by` has no role to delegate there, or not to this person."""
    if to.pk == by.pk:
        raise ValidationError({"to": _("Choose somebody else than yourself.")})
    if (organization is None) == (account_id is None):
        raise ValidationError({"organization": _("Choose one organization or one account.")})
    # Own assignments alone: what was delegated to `by` cannot be delegated further.
    assignments = RoleAssignment.objects.current().filter(person=by).select_related("organization")
    delegable = [row for row in assignments if _is_within_reach(row, organization)]
    if not delegable:
        raise ValidationError({"organization": _("You hold no role there.")})
    # Accounts are used by practitioners alone (§ 4.7(4)), and so by a delegate who is one.
    if Role.PRACTITIONER in {row.role for row in delegable}:
        practitioners = RoleAssignment.objects.current().filter(role=Role.PRACTITIONER)
        if not practitioners.filter(person=to).exists():
            text = _("Only a practitioner can act for a practitioner (§ 4.7(4)).")
            raise ValidationError({"to": text})


def _is_within_reach(assignment: RoleAssignment, organization: Organization | None) -> bool:
    if organization is None:
        return True
    # Either may be the wider one: the delegation covers their overlap (`resolver._delegated_roles`).
    here, there = str(organization.path), str(assignment.organization.path)
    return here.startswith(there) or there.startswith(here)


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
    """Let `to` act for `by`, in one organization and everything below it, or for one account.

    Raises ValidationError as `validate_delegation` does.
    """
    validate_delegation(by=by, to=to, organization=organization, account_id=account_id)
    with audit_transaction():
        delegation = Delegation(
            person=by,
            delegate=to,
            organization=organization,
            account_id=account_id,
            first_day=first_day or timezone.localdate(),
            last_day=last_day,
            reason=reason,
        )
        delegation.full_clean()
        delegation.save()
        grant(delegation)
        _log_delegation("delegation.delegate", delegation, by=by, reason=reason)
    return delegation


def end(delegation: Delegation, *, by: Person) -> Delegation:
    with audit_transaction():
        # Locked, so that two requests do not write two events for one end.
        delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
        if delegation.ended_at is None:
            revoke(delegation)
            delegation.ended_at = timezone.now()
            delegation.save(update_fields=["ended_at"])
            _log_delegation("delegation.end", delegation, by=by)
    return delegation


def _log_delegation(action: str, delegation: Delegation, *, by: Person, reason: str = "") -> None:
    to = delegation.delegate
    log_event(
        action,
        object_type="delegation",
        object_id=delegation.pk,
        object_label=str(delegation),
        by=actor_fields(by),
        after={"to": str(to.pk), "to_name": to.name, "last_day": delegation.last_day.isoformat()},
        reason=reason,
    )
