"""How often a person wants the e-mails that may wait."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.groups import GROUPS


class EmailPreference(models.Model):
    class Frequency(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Once a day")
        WEEKLY = "weekly", _("Once a week")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="email_preferences"
    )
    group = models.CharField(max_length=20, choices=list(GROUPS.items()))
    frequency = models.CharField(max_length=10, choices=Frequency, default=Frequency.AT_ONCE)

    class Meta:
        verbose_name = _("choice of mail")
        verbose_name_plural = _("choices of mail")
        constraints = [models.UniqueConstraint(fields=["person", "group"], name="mail_choice_once")]

    def __str__(self) -> str:
        return f"{self.group} {self.frequency}"
