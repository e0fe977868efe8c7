"""Changes to people. Nobody is deleted: a person is deactivated."""

from typing import Any

from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.effective_roles import actor_fields
from access.models import Person
from access.policy import require_permission
from audit.events import audit_transaction, log_event
from audit.snapshots import changes, snapshot
from directive.roles import Role

_UNAUDITED_FIELDS = ("password", "last_login")


def listable(*, by: Person) -> QuerySet[Person]:
    require_permission(by, "see_people")
    return Person.objects.all()


def manageable(*, by: Person) -> QuerySet[Person]:
    """Those whom `by` may change: all people, or PermissionDenied."""
    require_permission(by, "manage_people")
    return Person.objects.all()


def new(*, by: Person) -> Person:
    """An unsaved person for the form that adds one."""
    require_permission(by, "manage_people")
    return Person()


def add(
    *, by: Person, username: str, name: str, email: str, language: str = "", engagement: str = ""
) -> Person:
    """Add a person without a usable password: how they sign in is set up apart from this."""
    require_permission(by, "manage_people")
    person = Person(
        username=username,
        name=name,
        email=email,
        language=language,
        engagement=engagement or Person.Engagement.EMPLOYEE,
    )
    person.set_unusable_password()
    with audit_transaction():
        person.save()
        _log_person("person.add", person, by=by, before={})
    return person


def change(person: Person, *, by: Person, **fields: object) -> Person:
    require_permission(by, "manage_people")
    with audit_transaction():
        person = Person.objects.select_for_update().get(pk=person.pk)
        # The form's instance has the new values already: `before` is of the row just read and locked.
        before = _audit_values(person)
        for name, value in fields.items():
            setattr(person, name, value)
        _refuse_contracted_practitioner(person)
        person.save()
        _log_person("person.change", person, by=by, before=before)
    return person


def deactivate(person: Person, *, by: Person, reason: str) -> Person:
    """End the person's sessions; their role assignments and delegations no longer count.

    Those rows stay as they are, so that `reactivate` restores them. ValidationError for oneself.
    """
    if person.pk == by.pk:
        raise ValidationError(_("Nobody deactivates themselves: ask another administrator."))
    with audit_transaction():
        person = _set_active(person, by=by, active=False, action="person.deactivate", reason=reason)
        _end_sessions(person)
    return person


def reactivate(person: Person, *, by: Person, reason: str) -> Person:
    return _set_active(person, by=by, active=True, action="person.reactivate", reason=reason)


def _set_active(person: Person, *, by: Person, active: bool, action: str, reason: str) -> Person:
    require_permission(by, "manage_people")
    with audit_transaction():
        person = Person.objects.select_for_update().get(pk=person.pk)
        before = _audit_values(person)
        person.is_active = active
        person.save(update_fields=["is_active"])
        _log_person(action, person, by=by, before=before, reason=reason)
    return person


def _refuse_contracted_practitioner(person: Person) -> None:
    if person.engagement != Person.Engagement.CONTRACTOR:
        return
    if person.role_assignments.current().filter(role=Role.PRACTITIONER).exists():
        raise ValidationError(
            {
                "engagement": _(
                    "This person is a practitioner: have the authorization revoked first."
                )
            }
        )


def _end_sessions(person: Person) -> None:
    # The table has no column for the user: each session must be decoded.
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def _audit_values(person: Person) -> dict[str, Any]:
    return {
        name: value for name, value in snapshot(person).items() if name not in _UNAUDITED_FIELDS
    }


def _log_person(
    action: str, person: Person, *, by: Person, before: dict[str, Any], reason: str = ""
) -> None:
    before, after = changes(before, _audit_values(person))
    log_event(
        action,
        object_type="person",
        object_id=person.pk,
        object_label=person.name,
        by=actor_fields(by),
        before=before,
        after=after,
        reason=reason,
    )


def set_preferences(*, by: Person, language: str, time_zone: str, theme: str) -> Person:
    """Change one's own preferences, which needs no permission."""
    with audit_transaction():
        person = Person.objects.select_for_update().get(pk=by.pk)
        before = _audit_values(person)
        person.language, person.time_zone, person.theme = language, time_zone, theme
        person.save(update_fields=["language", "time_zone", "theme"])
        _log_person("person.set_preferences", person, by=by, before=before)
    return person
