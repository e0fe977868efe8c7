"""The heartbeat of the worker: written as the relay runs, every few seconds."""

from datetime import UTC, datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

RELAY = "relay"
SENT = "sent"  # a letter has left
CUT = "cut"  # the mail server was not reached, hung up, or served nobody
SILENT_AFTER = timedelta(minutes=2)


class Beat(models.Model):
    """When the worker last ran a task, for pages that may not ask the broker."""

    task = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("heartbeat of the worker")
        verbose_name_plural = _("heartbeats of the worker")

    def __str__(self) -> str:
        return f"{self.task} {self.at}"


def beat(task: str) -> None:
    Beat.objects.bulk_create(
        [Beat(task=task, at=timezone.now())],
        update_conflicts=True,
        unique_fields=["task"],
        update_fields=["at"],
    )


def last_beat(task: str) -> Beat | None:
    return Beat.objects.filter(task=task).first()


def mail_is_cut() -> bool:
    """Whether the mail server failed when it was last tried."""
    sent, cut = last_beat(SENT), last_beat(CUT)
    since = sent.at if sent else datetime.min.replace(tzinfo=UTC)
    return cut is not None and since < cut.at <= timezone.now()


def is_silent(found: Beat | None) -> bool:
    """Heard long ago, or on a clock that ran ahead and was set back since."""
    return found is None or abs(timezone.now() - found.at) > SILENT_AFTER
