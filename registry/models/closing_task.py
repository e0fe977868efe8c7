import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directive.codes import CLOSING_PLAN
from registry.models.account import Account
from web.constraints import are_absent, are_given
from workflow.forms import code_label


class ClosingTask(models.Model):
    """A row of the closing plan (§ 4.6)."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("To do")
        DONE = "done", _("Done")
        NA = "na", _("Does not apply")
        UNDONE = "undone", _("Could not be done")  # only if directed (§ 5.4), with its reason

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="closing_tasks")
    code = models.CharField(max_length=40, choices=CLOSING_PLAN.choices(code_label))
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    note = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    done_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("row of a closing plan")
        verbose_name_plural = _("rows of closing plans")
        constraints = [
            models.UniqueConstraint(fields=["account", "code"], name="closing_task_once"),
            models.CheckConstraint(
                condition=Q(outcome="open") & are_absent("by", "done_on")
                | ~Q(outcome="open") & are_given("by", "done_on"),
                name="closing_task_settled_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.code}"
