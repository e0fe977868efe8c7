"""The private calendar of a person. Whoever knows its address may read it, and needs no sign-in."""

import secrets
import uuid
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.acts import acting
from access.models import Person
from audit.ledger import ledger, record


class Feed(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feed"
    )
    fingerprint = models.CharField(max_length=64, blank=True)  # empty: switched off
    renewed_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                name="feed_found_by_one_address",
                condition=~models.Q(fingerprint=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)

    def note_reading(self) -> None:
        self.read_at = timezone.now()
        self.save(update_fields=["read_at"])


def renew(*, by: Person) -> str:
    """The secret of a new address, told this once: a fingerprint is all that is kept. The old one is dead."""
    secret = secrets.token_urlsafe(32)
    with ledger():
        Feed.objects.update_or_create(
            person=by,
            defaults={
                "fingerprint": _fingerprint(secret),
                "renewed_at": timezone.now(),
                "read_at": None,
            },
        )
        _record("person.renew_calendar", by)
    return secret


def switch_off(*, by: Person) -> None:
    with ledger():
        if Feed.objects.filter(person=by).exclude(fingerprint="").update(fingerprint=""):
            _record("person.switch_off_calendar", by)


def feed_of(person: Person) -> Feed | None:
    return Feed.objects.filter(person=person).exclude(fingerprint="").first()


def feed_at(secret: str) -> Feed | None:
    """The feed that answers there, locked: two programs that read at once must not count twice."""
    feeds = Feed.objects.select_related("person").select_for_update(of=("self",))
    return feeds.filter(fingerprint=_fingerprint(secret), person__is_active=True).first()


def _fingerprint(secret: str) -> str:
    """The secret is long and random: nothing needs to be added to it."""
    return sha256(secret.encode()).hexdigest()


def _record(verb: str, person: Person) -> None:
    record(verb, kind="person", object_id=person.pk, title=person.name, by=acting(person))
