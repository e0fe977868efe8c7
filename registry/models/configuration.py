"""The evidence around an account: reviews, submissions, findings and the closing plan."""

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directive.codes import CLOSING_PLAN
from registry.accounts import Account
from workflow.codes import named


def private_storage():
    return storages["private"]


class ConfigurationRule(models.Model):
    """A check of the configuration, dated and sourced: rules get replaced (§ 4.7(2), 4.7(3))."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("code"), max_length=20)
    text_en = models.TextField(_("check in English"))
    text_fr = models.TextField(_("check in French"))
    kind = models.CharField(_("kind"), max_length=10)
    source_en = models.CharField(_("source in English"), max_length=300, blank=True)
    source_fr = models.CharField(_("source in French"), max_length=300, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    paragraphs = models.CharField(_("paragraphs"), max_length=100, blank=True)
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_to = models.DateField(_("until"), null=True, blank=True)
    assumed = models.BooleanField(_("not confirmed"), default=False)

    class Meta:
        verbose_name = _("configuration rule")
        verbose_name_plural = _("configuration rules")
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="rule_once_a_day")
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def text(self) -> str:
        return self.text_fr if get_language() == "fr" else self.text_en

    @property
    def source(self) -> str:
        return self.source_fr if get_language() == "fr" else self.source_en


class ConfigurationReview(models.Model):
    class Answer(models.TextChoices):
        PASS = "pass", _("Meets the rule")
        FAIL = "fail", _("Does not meet the rule")
        NA = "na", _("Does not apply")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="reviews")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(default=timezone.localdate)
    answers = models.JSONField()  # rule code -> {"answer": ..., "note": ..., "rule": its id}
    passed = models.BooleanField()

    class Meta:
        verbose_name = _("configuration review")
        verbose_name_plural = _("configuration reviews")
        ordering = ["-done_on", "-id"]

    def __str__(self) -> str:
        return f"{self.account_id} {self.done_on}"


class IndexField(models.Model):
    """A field of the submission to Service Canada; the real form is internal, so some are assumed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    label_en = models.CharField(_("label in English"), max_length=120)
    label_fr = models.CharField(_("label in French"), max_length=120)
    source = models.CharField(_("where its value comes from"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))
    assumed = models.BooleanField(_("not confirmed"), default=True)

    class Meta:
        verbose_name = _("field of the submission")
        verbose_name_plural = _("fields of the submission")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code


class IndexSubmission(models.Model):
    """What went to Service Canada: the fields as they were, when, and its reference (§ 4.4)."""

    class Action(models.TextChoices):
        ADD = "add", _("Add")
        CHANGE = "change", _("Change")
        REMOVE = "remove", _("Remove")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="submissions")
    action = models.CharField(_("action"), max_length=10, choices=Action)
    snapshot = models.JSONField()  # [{"code", "label_en", "label_fr", "en", "fr"}]
    sent_on = models.DateField(_("sent on"))
    reference = models.CharField(_("reference"), max_length=100)
    proof = models.FileField(_("proof"), storage=private_storage, upload_to="index", blank=True)
    proof_name = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("submission to Service Canada")
        verbose_name_plural = _("submissions to Service Canada")
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return self.reference


class Finding(models.Model):
    """A readiness row that does not hold while the account is in use: told to superior and L1."""

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
            models.UniqueConstraint(
                fields=["account", "row"],
                condition=Q(resolved_on__isnull=True),
                name="one_open_finding",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.row}"


class ClosingTask(models.Model):
    """A row of the closing plan (§ 4.6)."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("To do")
        DONE = "done", _("Done")
        NA = "na", _("Does not apply")
        UNDONE = "undone", _("Could not be done")  # for a directed closure, with its reason

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="closing_tasks")
    code = models.CharField(max_length=40, choices=CLOSING_PLAN.choices(named))
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
            models.UniqueConstraint(fields=["account", "code"], name="closing_task_once")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.code}"
