"""Handles are claimed in one place: requested, live, and former ones for ever."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.platforms import Platform


class Claim(models.Model):
    """A handle on a platform held by an open request or an account, or once held by one."""

    class Kind(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        LIVE = "live", _("Live")
        FORMER = "former", _("Former")
        DROPPED = "dropped", _("Dropped")  # of a request that came to nothing

    class Fate(models.TextChoices):
        PARKED = "parked", _("Parked: kept by us, not used")
        RELEASED = "released", _("Released: anybody may take it; on the watch list")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="claims")
    handle = models.CharField(max_length=200)
    key = models.CharField(max_length=200)  # normalized: what makes two handles the same
    skeleton = models.CharField(max_length=200, db_index=True)  # what makes two look the same
    kind = models.CharField(max_length=10, choices=Kind)
    fate = models.CharField(max_length=10, choices=Fate, blank=True)
    owner = models.UUIDField(db_index=True)  # the request or the account, by its identifier
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)
    watched_on = models.DateField(_("last looked at"), null=True)

    class Meta:
        verbose_name = _("handle")
        verbose_name_plural = _("handles")
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "key"],
                condition=Q(kind__in=["requested", "live"]),
                name="one_live_claim",
            )
        ]
        indexes = [models.Index("platform", "key", name="claim_by_key")]

    def __str__(self) -> str:
        return self.handle
