"""Offices: opened and ended by an administrator, or with the authorization of a practitioner."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.acts import acting
from access.models import Office, Organization, Person
from access.powers import require
from audit.ledger import ledger, record
from audit.snapshot import changes, snapshot
from directive.roles import CENTRAL, Role


def appoint(
    person: Person,
    *,
    by: Person,
    role: Role,
    organization: Organization,
    first_day: date | None = None,
    last_day: date | None = None,
    acting_for: Person | None = None,
) -> Office:
    require(by, "keep_people", organization)
    _judge(person, by=by, role=role, organization=organization)
    return open_office(
        person=person,
        by=by,
        role=role,
        organization=organization,
        first_day=first_day or timezone.localdate(),
        last_day=last_day,
        acting_for=acting_for,
    )


def dismiss(office: Office, *, by: Person, reason: str) -> Office:
    """Take an office away at once."""
    require(by, "keep_people", office.organization)
    if office.person_id == by.pk:
        raise ValidationError(_("Nobody changes their own offices: ask another administrator."))
    if office.role == Role.PRACTITIONER:
        raise ValidationError(_("This office ends with the authorization of the practitioner."))
    return close_office(office, by=by, reason=reason)


def open_office(
    *,
    person: Person,
    by: Person,
    role: Role,
    organization: Organization,
    first_day: date,
    last_day: date | None = None,
    acting_for: Person | None = None,
) -> Office:
    """Without asking who may: that is for `appoint`, or for the step that authorizes a practitioner."""
    office = Office(
        person=person,
        role=role,
        organization=organization,
        first_day=first_day,
        last_day=last_day,
        acting_for=acting_for,
    )
    with ledger():
        office.save()
        _record("office.open", office, by=by, before={})
    return office


def close_office(office: Office, *, by: Person | None, reason: str = "") -> Office:
    """Without asking who may: that is for `dismiss`, or for the step that ends an authorization."""
    with ledger():
        office = Office.objects.select_for_update().get(pk=office.pk)
        before = snapshot(office)
        office.ended_at = office.ended_at or timezone.now()
        office.save(update_fields=["ended_at"])
        _record("office.end", office, by=by, before=before, reason=reason)
    return office


def _judge(person: Person, *, by: Person, role: Role, organization: Organization) -> None:
    if person.pk == by.pk:
        raise ValidationError(_("Nobody changes their own offices: ask another administrator."))
    if role == Role.PRACTITIONER:
        raise ValidationError(
            _(
                "A practitioner is nominated and authorized by a superior (§ 3.10): see Practitioners."
            )
        )
    if role in CENTRAL and not organization.is_root():
        raise ValidationError({"organization": _("This role is held for the whole department.")})
    if not Organization.objects.on().filter(pk=organization.pk).exists():
        raise ValidationError({"organization": _("This organization no longer exists.")})


def _record(
    verb: str,
    office: Office,
    *,
    by: Person | None,
    before: dict[str, object],
    reason: str = "",
) -> None:
    was, now = changes(before, snapshot(office))
    record(
        verb,
        kind="office",
        object_id=office.pk,
        title=f"{office.person.name}: {office.role} {office.organization.code}",
        by=acting(by),
        before=was,
        after=now,
        reason=reason,
    )
