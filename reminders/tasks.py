"""Celery tasks. Each may be lost, repeated, or run twice at once: an advisory lock lets one run."""

from datetime import date

from celery import shared_task
from django.utils import timezone

from outbox.advisory_lock import DAILY_STEPS_LOCK, advisory_lock
from practitioners.services import lapse_due
from registry.services.assessments import expire_due
from registry.services.findings import review_all
from reminders import run
from workflow.due_dates import recalculate_due_dates
from workflow.models import workflow_models


@shared_task(name="reminders.daily_steps", time_limit=1800)
def daily_steps() -> None:
    with advisory_lock(DAILY_STEPS_LOCK) as acquired:
        if acquired:
            run_daily_steps(timezone.localdate())


@shared_task(name="reminders.send_reminders", time_limit=1800)
def send_reminders() -> None:
    run.send_reminders()  # takes the lock itself, for the command too


def run_daily_steps(today: date) -> None:
    """Take the automatic steps that are due today, and recalculate due dates.

    A changed target or holiday applies from the next run to rows that already wait.
    """
    for model in workflow_models().values():
        recalculate_due_dates(model)
    lapse_due(today)
    expire_due(today)
    # Last: a readiness finding depends on authorizations and assessments that have just ended.
    review_all()
