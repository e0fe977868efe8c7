"""What may be lent, and to whom: nobody lends more than they hold themselves."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.models import Office, Organization, Person
from directive.roles import Role


def judge(
    *, by: Person, to: Person, organization: Organization | None, account_id: UUID | None
) -> None:
    """Raises ValidationError by field of the form."""
    if to.pk == by.pk:
        raise ValidationError({"to": _("Choose somebody else than yourself.")})
    if (organization is None) == (account_id is None):
        raise ValidationError({"organization": _("Choose one organization or one account.")})
    lent = [office for office in _held(by) if _overlap(office, organization)]
    if not lent:
        raise ValidationError({"organization": _("You hold no office there.")})
    if Role.PRACTITIONER in {office.role for office in lent} and not _is_practitioner(to):
        text = _("Only a practitioner can stand in for a practitioner (§ 4.7(4)).")
        raise ValidationError({"to": text})


def _held(person: Person) -> list[Office]:
    return list(Office.objects.current().filter(person=person).select_related("organization"))


def _overlap(office: Office, organization: Organization | None) -> bool:
    if organization is None:
        return True
    here, there = str(organization.path), str(office.organization.path)
    return here.startswith(there) or there.startswith(here)


def _is_practitioner(person: Person) -> bool:
    """Accounts are used by practitioners alone, a substitute too (§ 4.7(4))."""
    return Office.objects.current().filter(person=person, role=Role.PRACTITIONER).exists()
