import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.models.account import Account
from web.constraints import none_empty


class Finding(models.Model):
    """A readiness row that is not met while the account is in use (§ 4.7)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="findings")
    row = models.CharField(max_length=40)  # code of a readiness row
    since = models.DateField(default=timezone.localdate)
    note = models.TextField(blank=True)
    resolved_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["since"]
        constraints = [
            # Resolved findings stay as history, so a row can have many of those.
            models.UniqueConstraint(
                fields=["account", "row"],
                condition=Q(resolved_on__isnull=True),
                name="one_open_finding",
            ),
            none_empty("row", name="finding_of_row"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.row}"
