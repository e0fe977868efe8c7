"""Celery tasks. Each may be lost, repeated, or run twice at once: an advisory lock lets one run."""

from celery import shared_task
from django.utils import timezone

from outbox.advisory_lock import DAILY_STEPS_LOCK, advisory_lock
from reminders import run
from reminders.daily_steps import run_daily_steps

RETRIED_WHEN_LOST = {"acks_late": True, "reject_on_worker_lost": True, "ignore_result": True}


@shared_task(name="reminders.daily_steps", time_limit=1800, **RETRIED_WHEN_LOST)
def daily_steps() -> None:
    with advisory_lock(DAILY_STEPS_LOCK) as acquired:
        if acquired:
            run_daily_steps(timezone.localdate())


@shared_task(name="reminders.send_reminders", time_limit=1800, **RETRIED_WHEN_LOST)
def send_reminders() -> None:
    run.send_reminders()  # takes the lock itself, for the command too
