"""The heartbeat of the worker: written as the relay runs, every few seconds."""

from datetime import timedelta

from django.utils import timezone

from reminders.models import Beat

RELAY = "relay"
SILENT_AFTER = timedelta(minutes=2)


def beat(task: str) -> None:
    Beat.objects.update_or_create(task=task, defaults={"at": timezone.now()})


def last_beat(task: str) -> Beat | None:
    return Beat.objects.filter(task=task).first()


def is_silent(found: Beat | None) -> bool:
    return found is None or timezone.now() - found.at > SILENT_AFTER
