import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """The private calendar of a person, at an address with a secret in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feed"
    )
    # A hash of the secret: whoever reads the database cannot read the calendars. Empty: switched off.
    fingerprint = models.CharField(max_length=64, blank=True)
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


class PublishedEntry(models.Model):
    """The state in which a feed last published an entry, to number its changes and to cancel it."""

    feed = models.ForeignKey(CalendarFeed, on_delete=models.PROTECT, related_name="published")
    uid = models.CharField(max_length=250)
    sequence = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    first_day = models.DateField()
    last_day = models.DateField()
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("published entry")
        verbose_name_plural = _("published entries")
        constraints = [
            models.UniqueConstraint(fields=["feed", "uid"], name="published_once"),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="published_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.sequence}"

    def change(self, **values: object) -> None:
        """Set values for a new version, without saving."""
        # SEQUENCE begins at 0 and grows with each version (RFC 5545, 3.8.7.4).
        self.sequence += not self._state.adding
        self.changed_at = timezone.now()
        for name, value in values.items():
            setattr(self, name, value)
