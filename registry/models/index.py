import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.models.account import Account
from web.constraints import all_or_none, none_empty
from web.text.names import NameField
from web.uploads import private_storage


class IndexField(models.Model):
    """A field of the Submission Form of Service Canada (§ 4.4)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    label_en = models.CharField(_("label in English"), max_length=120)
    label_fr = models.CharField(_("label in French"), max_length=120)
    # A key of index_submission.SOURCES.
    source = models.CharField(_("where its value comes from"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))
    # The form is internal to the government: which fields it has is an assumption.
    unconfirmed = models.BooleanField(_("not confirmed"), default=True)

    class Meta:
        verbose_name = _("field of the submission")
        verbose_name_plural = _("fields of the submission")
        ordering = ["position"]
        constraints = [
            none_empty(
                "code", "label_en", "label_fr", "source", name="index_field_in_both_languages"
            )
        ]

    def __str__(self) -> str:
        return self.code


class IndexSubmission(models.Model):
    """One submission to Service Canada, with the fields as they were that day (§ 4.4)."""

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
    proof_name = NameField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("submission to Service Canada")
        verbose_name_plural = _("submissions to Service Canada")
        ordering = ["-recorded_at"]
        constraints = [
            all_or_none(texts=["proof", "proof_name"], name="index_submission_proof_named"),
        ]

    def __str__(self) -> str:
        return self.reference
