"""How far the relay is behind, for the readiness check."""

from datetime import timedelta

from django.utils import timezone

from reminders.outbox import waiting

ALLOWED = timedelta(minutes=10)


def lag() -> timedelta:
    """How long the longest due letter has waited."""
    oldest = waiting().values_list("due_at", flat=True).first()
    return timezone.now() - oldest if oldest else timedelta(0)


def outbox() -> str:
    behind = lag()
    if behind <= ALLOWED:
        return "ok"
    return f"{behind // timedelta(minutes=1)} minutes behind"
