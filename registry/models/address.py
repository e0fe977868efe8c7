"""Handles are claimed in one place: requested, live, and former ones for ever."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.models.platform import Platform


class AccountAddress(models.Model):
    """A handle on a platform held by an open request or an account, or once held by one."""

    class Status(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        LIVE = "live", _("Live")
        FORMER = "former", _("Former")
        DROPPED = "dropped", _("Dropped")  # of a request that came to nothing

    class Disposition(models.TextChoices):
        PARKED = "parked", _("Parked: kept by us, not used")
        RELEASED = "released", _("Released: anybody may take it; on the watch list")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="addresses")
    handle = models.CharField(max_length=200)
    key = models.CharField(max_length=200)  # normalized: what makes two handles the same
    skeleton = models.CharField(max_length=200, db_index=True)  # what makes two look the same
    status = models.CharField(max_length=10, choices=Status)
    disposition = models.CharField(max_length=10, choices=Disposition, blank=True)
    owner = models.UUIDField(db_index=True)  # the request or the account, by its identifier
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)
    checked_on = models.DateField(_("last looked at"), null=True)

    class Meta:
        verbose_name = _("handle")
        verbose_name_plural = _("handles")
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "key"],
                condition=Q(status__in=["requested", "live"]),
                name="one_standing_address",
            )
        ]
        indexes = [models.Index("platform", "key", name="address_by_key")]

    def __str__(self) -> str:
        return self.handle
