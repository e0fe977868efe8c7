"""How far the relay is behind, for the readiness check."""

from datetime import timedelta

from django.utils import timezone

from reminders.outbox import unsent

ALLOWED = timedelta(minutes=10)


def lag() -> timedelta:
    """How long the oldest letter has waited; one that was refused by itself does not count."""
    letters = unsent().filter(attempts=0)
    oldest = letters.order_by("created_at").values_list("created_at", flat=True).first()
    return timezone.now() - oldest if oldest else timedelta(0)


def outbox() -> str:
    behind = lag()
    if behind <= ALLOWED:
        return "ok"
    return f"{behind // timedelta(minutes=1)} minutes behind"
