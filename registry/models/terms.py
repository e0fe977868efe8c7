from zoneinfo import available_timezones

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.models import Person
from directive.reference.objectives import AUDIENCES, LEVELS, OBJECTIVES
from directive.reference.platform_uses import PLATFORM_USES
from web.language import localized
from web.text.names import NameField
from workflow.forms import code_label


class Weekday(models.IntegerChoices):
    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class Coordinator(models.TextChoices):
    PA = "pa", _("PA staff")
    OTHER = "other", _("Somebody else")


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    BILINGUAL = "bilingual", _("Bilingual")


def known_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("This time zone is not known."))


class AccountTerms(models.Model):
    """The terms that a request proposes and the approved account then has (§ 4.1-4.17)."""

    name_en = NameField(_("name in English"), max_length=120, blank=True)
    name_fr = NameField(_("name in French"), max_length=120, blank=True)
    purpose = models.TextField(_("purpose"), blank=True, help_text=_("§ 4.1"))
    audience = models.CharField(
        _("audience"), max_length=20, blank=True, choices=AUDIENCES.choices(code_label)
    )
    level = models.CharField(
        _("level"), max_length=20, blank=True, choices=LEVELS.choices(code_label)
    )
    objectives = ArrayField(
        models.CharField(max_length=20, choices=OBJECTIVES.choices(code_label)),
        verbose_name=_("objectives"),
        default=list,
        blank=True,
    )
    use = models.CharField(
        _("use"),
        max_length=20,
        default="publish",
        choices=[(use.code, _(use.title)) for use in PLATFORM_USES],
    )
    translation_plan = models.TextField(_("translation plan"), blank=True)
    content_model = models.TextField(_("content-management model"), blank=True)
    approval_chain = models.TextField(_("who approves content before it is posted"), blank=True)
    # § 3.13: PA staff should coordinate, so another coordinator needs a reason.
    coordinator = models.CharField(
        _("who coordinates"), max_length=10, blank=True, choices=Coordinator
    )
    coordination_reason = models.TextField(_("why not PA staff"), blank=True)
    responsible_person = models.ForeignKey(
        Person,
        verbose_name=_("who answers for the content"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    monitoring_days = ArrayField(
        models.PositiveSmallIntegerField(choices=Weekday),
        verbose_name=_("days watched"),
        default=list,
        blank=True,
    )
    monitoring_from = models.TimeField(_("from"), null=True, blank=True)
    monitoring_to = models.TimeField(_("to"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="America/Toronto", validators=[known_time_zone]
    )
    backup_monitor = models.ForeignKey(
        Person,
        verbose_name=_("back-up for monitoring"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    notice_en = models.URLField(_("address of the notice in English"), blank=True)
    notice_fr = models.URLField(_("address of the notice in French"), blank=True)
    used_on_deployment = models.BooleanField(
        _("used on a deployment or an exercise"), default=False
    )
    planned_end = models.DateField(_("planned end"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        return localized(self.name_en or self.name_fr, self.name_fr or self.name_en)

    def monitoring_set(self) -> bool:
        """Whether days, hours and a back-up are all given (§ 4.16)."""
        has_hours = self.monitoring_from is not None and self.monitoring_to is not None
        return bool(self.monitoring_days) and has_hours and self.backup_monitor_id is not None


# What an approval copies from the request to the account, and a change request from the account.
TERMS = tuple(field.name for field in AccountTerms._meta.local_fields)
