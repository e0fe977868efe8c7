"""Changes to people. Nobody is deleted: a person is deactivated."""

from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.change_log import audited_change, log_change
from access.models import Person
from access.policy import require_permission
from access.services import sign_in_links
from audit.events import audit_transaction
from directive.roles import Role


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
    """Add a person, who is invited by e-mail to set a password."""
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
        log_change("person.add", person, by=by, before={})
        sign_in_links.invite(person, by=by)
    return person


def change(person: Person, *, by: Person, **fields: object) -> Person:
    require_permission(by, "manage_people")
    with audited_change(person, "person.change", by=by) as person:
        former_email = person.email
        for name, value in fields.items():
            setattr(person, name, value)
        _refuse_contracted_practitioner(person)
        if person.email != former_email:
            # They went to an address that may be somebody else's.
            sign_in_links.end_links(person)
            if person.is_active and not person.has_usable_password():
                sign_in_links.invite(person, by=by)
    return person


def deactivate(person: Person, *, by: Person, reason: str) -> Person:
    """End the person's sessions; their role assignments and delegations no longer count.

    Those rows stay as they are, so that `reactivate` restores them. ValidationError for oneself.
    """
    if person.pk == by.pk:
        raise ValidationError(_("Nobody deactivates themselves: ask another administrator."))
    require_permission(by, "manage_people")
    with audited_change(person, "person.deactivate", by=by, reason=reason) as person:
        person.is_active = False
        _end_sessions(person)
    return person


def reactivate(person: Person, *, by: Person, reason: str) -> Person:
    require_permission(by, "manage_people")
    with audited_change(person, "person.reactivate", by=by, reason=reason) as person:
        person.is_active = True
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


def set_preferences(*, by: Person, language: str, time_zone: str, theme: str) -> Person:
    """Change one's own preferences, which needs no permission."""
    with audited_change(by, "person.set_preferences", by=by) as person:
        person.language, person.time_zone, person.theme = language, time_zone, theme
    return person
