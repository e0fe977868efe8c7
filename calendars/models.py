"""What a calendar was told of an entry. It takes a change only under a higher number than before."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reminders.feeds import Feed


class Published(models.Model):
    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="published")
    uid = models.CharField(max_length=250)
    sequence = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    first_day = models.DateField()
    last_day = models.DateField()
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("published entry")
        verbose_name_plural = _("published entries")
        constraints = [models.UniqueConstraint(fields=["feed", "uid"], name="published_once")]

    def __str__(self) -> str:
        return f"{self.uid} {self.sequence}"

    def change(self, **values: object) -> None:
        """Under the next number; the first is 0."""
        self.sequence += not self._state.adding
        self.changed_at = timezone.now()
        for name, value in values.items():
            setattr(self, name, value)
