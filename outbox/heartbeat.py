"""Signs of life that the worker leaves in the database."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from outbox.models import Heartbeat

DELIVERY = "delivery"
EMAIL_SENT = "email_sent"
SERVER_FAILED = "server_failed"  # not reached, hung up, or refused everything
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
    sent, failed = last_heartbeat(EMAIL_SENT), last_heartbeat(SERVER_FAILED)
    sent_at = sent.seen_at if sent else datetime.min.replace(tzinfo=UTC)
    # A failure in the future was recorded before the clock was set back.
    return failed is not None and sent_at < failed.seen_at <= timezone.now()


def is_not_responding(heartbeat: Heartbeat | None) -> bool:
    # `abs`: a heartbeat in the future comes from a clock that was set back since.
    return heartbeat is None or abs(timezone.now() - heartbeat.seen_at) > MAX_SILENCE
