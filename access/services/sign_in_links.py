"""Links with which a person sets a password: an invitation, or a new password that they asked for.

The secret of a link is derived from its id and the secret key of the installation. So an e-mail that is sent
again has the same link, and the database holds the hash alone: who reads it, or its copies, opens nothing.
"""

import hashlib
from base64 import urlsafe_b64encode
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from access.effective_roles import actor_fields
from access.models import Person, SignInLink
from access.policy import require_permission
from access.services.passwords import set_password
from audit.events import audit_transaction, log_event
from web.resolvers import resolve

Purpose = SignInLink.Purpose
LIFETIMES = {Purpose.INVITATION: timedelta(hours=72), Purpose.RESET: timedelta(hours=2)}
MIN_RESET_INTERVAL = timedelta(minutes=5)  # of one person, so that nobody's mailbox is flooded


def secret_of(link: SignInLink) -> str:
    digest = salted_hmac("access.sign_in_link", str(link.pk), algorithm="sha256").digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def find_open_link(secret: str) -> SignInLink | None:
    """None where it was never made, is used, ended or expired, or its person may not sign in."""
    links = SignInLink.objects.open().select_related("person")
    link = links.filter(fingerprint=_fingerprint(secret)).first()
    return link if link and link.person.can_sign_in else None


def invite(person: Person, *, by: Person) -> Person:
    """Send the person a link with which they set their first password; an earlier one ends.

    ValidationError where they have a password, or are not active.
    """
    require_permission(by, "manage_people")
    with audit_transaction():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.has_usable_password():
            raise ValidationError(
                _("This person has a password. On the sign-in page they ask for a new one.")
            )
        if not person.is_active:
            raise ValidationError(_("This person is not active."))
        _send_link(person, Purpose.INVITATION)
        _log("person.invite", person, by=by)
    return person


def request_reset(account: str) -> None:
    """Send a link to each person with this sign-in name or e-mail address; returns alike without one."""
    for person in Person.objects.filter(Q(username__iexact=account) | Q(email__iexact=account)):
        if person.can_sign_in:
            _request_reset(person)


def set_password_with_link(secret: str, *, password: str) -> Person:
    """ValidationError where the link opens nothing, or the password is refused."""
    with audit_transaction():
        link = find_open_link(secret)
        # Of two that use it at once, the second waits here, and then finds it used.
        person = Person.objects.select_for_update().get(pk=link.person_id) if link else None
        link = find_open_link(secret)
        if link is None or person is None:
            raise ValidationError(_("This link cannot be used any more."))
        set_password(person, password)
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])
        end_links(person)
        _log("person.set_password", person, by=person)
    return person


def end_links(person: Person, *purposes: SignInLink.Purpose) -> None:
    """Those of these purposes, or all."""
    links = person.sign_in_links.open().filter(purpose__in=purposes or Purpose)
    links.update(ended_at=timezone.now())


def _request_reset(person: Person) -> None:
    with audit_transaction():
        person = Person.objects.select_for_update().get(pk=person.pk)
        since = timezone.now() - MIN_RESET_INTERVAL
        if person.sign_in_links.filter(purpose=Purpose.RESET, created_at__gt=since).exists():
            return
        _send_link(person, Purpose.RESET)
        _log("person.request_reset", person, by=None)  # by whoever typed the name


def _send_link(person: Person, purpose: SignInLink.Purpose) -> None:
    end_links(person, purpose)
    link = SignInLink(person=person, purpose=purpose)
    link.fingerprint = _fingerprint(secret_of(link))
    link.expires_at = link.created_at + LIFETIMES[purpose]
    link.save()
    resolve("send_sign_in_link", link)


def _fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _log(action: str, person: Person, *, by: Person | None) -> None:
    log_event(
        action,
        object_type=person.object_type,
        object_id=person.pk,
        object_label=person.name,
        by=actor_fields(by),
    )
