import secrets
from hashlib import sha256

from django.utils import timezone

from access.effective_roles import actor_fields
from access.models import Person
from audit.events import audit_transaction, log_event
from calendars.models import CalendarFeed


def renew_feed(*, by: Person) -> str:
    """Give the feed a new address and return its secret, which is stored nowhere. The old address ends.

    Calendar programs cannot sign in: whoever has the address can read the calendar.
    """
    secret = secrets.token_urlsafe(32)
    with audit_transaction():
        CalendarFeed.objects.update_or_create(
            person=by,
            defaults={
                "fingerprint": _fingerprint(secret),
                "renewed_at": timezone.now(),
                "read_at": None,
            },
        )
        _log_feed("person.renew_calendar", by)
    return secret


def switch_off_feed(*, by: Person) -> None:
    with audit_transaction():
        # No event where it was switched off already.
        if CalendarFeed.objects.filter(person=by).exclude(fingerprint="").update(fingerprint=""):
            _log_feed("person.switch_off_calendar", by)


def feed_of(person: Person) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(person=person).exclude(fingerprint="").first()


def feed_at(secret: str) -> CalendarFeed | None:
    """The feed with this secret, locked; None where there is none or its person is inactive."""
    # Locked: two programs that read at once would both number the same change.
    feeds = CalendarFeed.objects.select_related("person").select_for_update(of=("self",))
    return feeds.filter(fingerprint=_fingerprint(secret), person__is_active=True).first()


def _fingerprint(secret: str) -> str:
    # No salt: the secret is random and too long to be guessed.
    return sha256(secret.encode()).hexdigest()


def _log_feed(action: str, person: Person) -> None:
    log_event(
        action,
        object_type="person",
        object_id=person.pk,
        object_label=person.name,
        by=actor_fields(person),
    )
