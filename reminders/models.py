from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from web.constraints import implies


class ReminderInterval(models.Model):
    """The schedule of one rule, or of every rule without a row of its own, as an administrator has set it."""

    rule = models.CharField(_("kind"), max_length=60, blank=True, unique=True)  # empty: all others
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
    # Days after the due day at which each further level is notified.
    superior = models.PositiveSmallIntegerField(_("days after which the superior hears of it"))
    l1 = models.PositiveSmallIntegerField(_("days after which the L1 hears of it"))
    ecomms = models.PositiveSmallIntegerField(_("days after which E-Communications hears of it"))

    class Meta:
        verbose_name = _("reminder interval")
        verbose_name_plural = _("reminder intervals")
        ordering = ["rule"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every__gte=1)
                & implies(Q(within__isnull=False), Q(within__gte=1))
                & ~Q(before__contains=[0]),
                name="interval_of_days",
            )
        ]

    def __str__(self) -> str:
        return self.rule or "*"


class ReminderRun(models.Model):
    """A completed reminder run. The next one counts the days since the latest, to make up for those missed."""

    day = models.DateField(_("day"), db_index=True)
    started_at = models.DateTimeField(_("started"))
    duration = models.DurationField(_("duration"))
    notifications = models.PositiveIntegerField(_("e-mails prepared"))

    class Meta:
        verbose_name = _("reminder run")
        verbose_name_plural = _("reminder runs")
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.day}: {self.notifications}"
