"""The heartbeat of the worker: written as the relay runs, every few seconds."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from outbox.models import Heartbeat

DELIVERY = "relay"
SENT = "sent"  # a letter has left
SERVER_FAILED = "cut"  # the mail server was not reached, hung up, or served nobody
MAX_SILENCE = timedelta(minutes=2)


def record_heartbeat(task: str) -> None:
    Heartbeat.objects.bulk_create(
        [Heartbeat(task=task, seen_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["task"],
        update_fields=["seen_at"],
    )


def last_heartbeat(task: str) -> Heartbeat | None:
    return Heartbeat.objects.filter(task=task).first()


def is_mail_server_failing() -> bool:
    """Whether the mail server failed when it was last tried."""
    sent, cut = last_heartbeat(SENT), last_heartbeat(SERVER_FAILED)
    since = sent.seen_at if sent else datetime.min.replace(tzinfo=UTC)
    return cut is not None and since < cut.seen_at <= timezone.now()


def is_not_responding(found: Heartbeat | None) -> bool:
    """Heard long ago, or on a clock that ran ahead and was set back since."""
    return found is None or abs(timezone.now() - found.seen_at) > MAX_SILENCE
