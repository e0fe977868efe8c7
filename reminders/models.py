"""How often a person wants the mail that may wait, how often reminders go, and the sweeps that wrote them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from reminders.beats import Beat
from reminders.feeds import Feed
from reminders.groups import GROUPS
from reminders.published import Published

__all__ = ["Beat", "Feed", "Interval", "MailChoice", "Published", "Sweep"]


class MailChoice(models.Model):
    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Once a day")
        WEEKLY = "weekly", _("Once a week")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mail_choices"
    )
    group = models.CharField(max_length=20, choices=list(GROUPS.items()))
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.AT_ONCE)

    class Meta:
        verbose_name = _("choice of mail")
        verbose_name_plural = _("choices of mail")
        constraints = [models.UniqueConstraint(fields=["person", "group"], name="mail_choice_once")]

    def __str__(self) -> str:
        return f"{self.group} {self.rhythm}"


class Interval(models.Model):
    """The days of one kind of reminder, or of every kind that has no row of its own."""

    kind = models.CharField(_("kind"), max_length=60, blank=True, unique=True)
    within = models.PositiveSmallIntegerField(
        _("days within which it is due"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    before = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1)]),
        verbose_name=_("days before"),
        default=list,
        blank=True,
    )
    every = models.PositiveSmallIntegerField(
        _("days between reminders after the day"), validators=[MinValueValidator(1)]
    )
    superior = models.PositiveSmallIntegerField(_("days after which the superior hears of it"))
    l1 = models.PositiveSmallIntegerField(_("days after which the L1 hears of it"))
    ecomms = models.PositiveSmallIntegerField(_("days after which E-Communications hears of it"))

    class Meta:
        verbose_name = _("reminder interval")
        verbose_name_plural = _("reminder intervals")
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.kind or "*"


class Sweep(models.Model):
    """A search for what is due, that came to its end."""

    day = models.DateField(_("day"), db_index=True)
    started_at = models.DateTimeField(_("started"))
    took = models.DurationField(_("duration"))
    written = models.PositiveIntegerField(_("letters written"))

    class Meta:
        verbose_name = _("sweep")
        verbose_name_plural = _("sweeps")
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.day}: {self.written}"
