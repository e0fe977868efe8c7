import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.models.account import Account
from web.constraints import all_or_none, none_empty
from web.language import localized


class ConfigurationRule(models.Model):
    """A row of the configuration checklist, dated and sourced (§ 4.7(2), 4.7(3))."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Not unique: a rule that is replaced gets a new row, and old reviews keep pointing to theirs.
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
    unconfirmed = models.BooleanField(_("not confirmed"), default=False)

    class Meta:
        verbose_name = _("configuration rule")
        verbose_name_plural = _("configuration rules")
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="rule_once_a_day"),
            none_empty("code", "text_en", "text_fr", name="rule_in_both_languages"),
            all_or_none(
                texts=["source_en", "source_fr"],
                name="rule_source_in_both_languages",
                message=_("Give the source in both languages."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")),
                name="rule_days_in_order",
                violation_error_message=_("It cannot end before it began."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def text(self) -> str:
        return localized(self.text_en, self.text_fr)

    @property
    def source(self) -> str:
        return localized(self.source_en, self.source_fr)


class ConfigurationReview(models.Model):
    class Answer(models.TextChoices):
        PASS = "pass", _("Meets the rule")
        FAIL = "fail", _("Does not meet the rule")
        NA = "na", _("Does not apply")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="reviews")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(default=timezone.localdate)
    # Code of a rule -> {"answer": an Answer, "note": text, "rule": id of the rule as it was}.
    answers = models.JSONField()
    passed = models.BooleanField()

    class Meta:
        verbose_name = _("configuration review")
        verbose_name_plural = _("configuration reviews")
        ordering = ["-done_on", "-id"]

    def __str__(self) -> str:
        return f"{self.account_id} {self.done_on}"
