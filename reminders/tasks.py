"""What the worker runs. Each task may be lost, repeated or run twice at once."""

from celery import shared_task
from django.utils import timezone

from reminders import relay as outbox
from reminders.alone import CLOCK, alone
from reminders.beats import RELAY, beat
from reminders.clock import take_steps
from reminders.digest import gather
from reminders.ending import spell
from reminders.sweep import sweep

SPELL = 4  # seconds of one run: the next beat goes on, and a worker that ends need not wait
FIRST = 50  # letters of its first batch: a slow mail server leaves the others to other workers
SURVIVES = {"acks_late": True, "reject_on_worker_lost": True, "ignore_result": True}


@shared_task(name="reminders.relay", time_limit=120, **SURVIVES)
def relay() -> None:
    with spell(SPELL) as going_on:
        beat(RELAY)
        batch = FIRST
        while going_on() and outbox.relay(batch, going_on) == batch:
            batch = min(2 * batch, outbox.BATCH)


@shared_task(name="reminders.digest", time_limit=120, **SURVIVES)
def digest() -> None:
    gather()


@shared_task(name="reminders.clock", time_limit=1800, **SURVIVES)
def clock() -> None:
    with alone(CLOCK) as free:
        if free:
            take_steps(timezone.localdate())


@shared_task(name="reminders.due", time_limit=1800, **SURVIVES)
def due() -> None:
    sweep()
