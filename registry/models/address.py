import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.models.platform import Platform
from web.constraints import implies, none_empty


class AccountAddress(models.Model):
    """A handle on a platform, of an open request or an account, now or formerly (§ 3.8, 3.16).

    Rows are never deleted: whether an address was official once must stay answerable.
    """

    class Status(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        LIVE = "live", _("Live")
        FORMER = "former", _("Former")
        DROPPED = "dropped", _("Dropped")  # of a request that was refused or withdrawn

    class Disposition(models.TextChoices):
        PARKED = "parked", _("Parked: kept by us, not used")
        RELEASED = "released", _("Released: anybody may take it; on the watch list")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="addresses")
    handle = models.CharField(max_length=200)
    key = models.CharField(max_length=200)  # normalized: the same for two ways to write one handle
    skeleton = models.CharField(max_length=200, db_index=True)  # the same for look-alikes
    status = models.CharField(max_length=10, choices=Status)
    disposition = models.CharField(max_length=10, choices=Disposition, blank=True)
    # Of a request until it is approved, then of its account.
    account = models.ForeignKey(
        "registry.Account", null=True, on_delete=models.PROTECT, related_name="addresses"
    )
    # No foreign key: a higher package has the requests.
    request_id = models.UUIDField(null=True, db_index=True)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)
    checked_on = models.DateField(_("last looked at"), null=True)

    class Meta:
        verbose_name = _("handle")
        verbose_name_plural = _("handles")
        constraints = [
            # A former handle may be requested again, so only current rows are unique.
            models.UniqueConstraint(
                fields=["platform", "key"],
                condition=Q(status__in=["requested", "live"]),
                name="current_address_once",
            ),
            none_empty("handle", "key", name="address_of_handle"),
            models.CheckConstraint(
                condition=Q(
                    status__in=["requested", "dropped"],
                    request_id__isnull=False,
                    account__isnull=True,
                )
                | Q(status__in=["live", "former"], request_id__isnull=True, account__isnull=False),
                name="address_of_request_or_account",
            ),
            models.CheckConstraint(
                condition=Q(status="former", disposition__gt="")
                | ~Q(status="former") & Q(disposition=""),
                name="address_disposition_of_former",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["former", "dropped"], until__isnull=False)
                | Q(status__in=["requested", "live"], until__isnull=True),
                name="address_ended",
            ),
            models.CheckConstraint(
                condition=implies(Q(checked_on__isnull=False), Q(disposition="released")),
                name="address_checked_once_released",
            ),
        ]
        indexes = [models.Index("platform", "key", name="address_by_key")]

    def __str__(self) -> str:
        return self.handle
