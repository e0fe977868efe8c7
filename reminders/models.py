from django.db import models
from django.utils.translation import gettext_lazy as _


class Beat(models.Model):
    """When the worker last ran a task, for pages that may not ask the broker."""

    task = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("heartbeat of the worker")
        verbose_name_plural = _("heartbeats of the worker")

    def __str__(self) -> str:
        return f"{self.task} {self.at}"
