"""People, as administrators keep them. Nobody is ever deleted."""

from typing import Any

from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.acts import acting
from access.models import Person
from access.powers import require
from audit.ledger import ledger, record
from audit.snapshot import changes, snapshot
from directive.roles import Role

_UNLOGGED = ("password", "last_login")


def add(
    *, by: Person, username: str, name: str, email: str, language: str = "", engagement: str = ""
) -> Person:
    """Somebody new; how they sign in is set apart from this."""
    require(by, "keep_people")
    person = Person(
        username=username,
        name=name,
        email=email,
        language=language,
        engagement=engagement or Person.Engagement.EMPLOYEE,
    )
    person.set_unusable_password()
    with ledger():
        person.save()
        _record("person.add", person, by=by, before={})
    return person


def change(person: Person, *, by: Person, **fields: object) -> Person:
    require(by, "keep_people")
    with ledger():
        person = Person.objects.select_for_update().get(pk=person.pk)
        before = _audited(person)
        for name, value in fields.items():
            setattr(person, name, value)
        _refuse_contracted_practitioner(person)
        person.save()
        _record("person.change", person, by=by, before=before)
    return person


def deactivate(person: Person, *, by: Person, reason: str) -> Person:
    """Every office, grant and open session of the person gives nothing from this moment on."""
    if person.pk == by.pk:
        raise ValidationError(_("Nobody deactivates themselves: ask another administrator."))
    with ledger():
        person = _switch(person, by=by, active=False, verb="person.deactivate", reason=reason)
        _end_sessions(person)
    return person


def reactivate(person: Person, *, by: Person, reason: str) -> Person:
    return _switch(person, by=by, active=True, verb="person.reactivate", reason=reason)


def _switch(person: Person, *, by: Person, active: bool, verb: str, reason: str) -> Person:
    require(by, "keep_people")
    with ledger():
        person = Person.objects.select_for_update().get(pk=person.pk)
        before = _audited(person)
        person.is_active = active
        person.save(update_fields=["is_active"])
        _record(verb, person, by=by, before=before, reason=reason)
    return person


def _refuse_contracted_practitioner(person: Person) -> None:
    if person.engagement != Person.Engagement.CONTRACTOR:
        return
    if person.offices.current().filter(role=Role.PRACTITIONER).exists():
        raise ValidationError(
            {
                "engagement": _(
                    "This person is a practitioner: have the authorization revoked first."
                )
            }
        )


def _end_sessions(person: Person) -> None:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def _audited(person: Person) -> dict[str, Any]:
    return {name: value for name, value in snapshot(person).items() if name not in _UNLOGGED}


def _record(
    verb: str, person: Person, *, by: Person, before: dict[str, Any], reason: str = ""
) -> None:
    was, now = changes(before, _audited(person))
    record(
        verb,
        kind="person",
        object_id=person.pk,
        title=person.name,
        by=acting(by),
        before=was,
        after=now,
        reason=reason,
    )
