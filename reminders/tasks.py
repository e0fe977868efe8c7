"""What the worker runs. Each task may be lost, repeated or run twice at once."""

from contextlib import suppress

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from reminders import relay as outbox
from reminders.alone import CLOCK, alone
from reminders.beats import RELAY, beat, mail_is_cut
from reminders.clock import take_steps
from reminders.digest import gather
from reminders.ending import spell
from reminders.outbox import free, recall
from reminders.sweep import sweep

SPELL = 4  # seconds of one run: the next beat goes on, and a worker that ends need not wait
FIRST = 50  # letters of its first batch: a slow mail server leaves the others to other workers
SURVIVES = {"acks_late": True, "reject_on_worker_lost": True, "ignore_result": True}


@shared_task(name="reminders.relay", time_limit=120, **SURVIVES)
def relay() -> None:
    """The newest first, so that the mail of a step leaves at once whatever waits; then the oldest."""
    with spell(SPELL) as going_on:
        beat(RELAY)
        recall()
        if free()[FIRST:].exists() and not mail_is_cut():
            _call_another()
        batch = FIRST
        full = outbox.relay(batch, going_on, newest=True) == batch
        while full and going_on():
            batch = min(2 * batch, outbox.BATCH)
            full = outbox.relay(batch, going_on) == batch


def _call_another() -> None:
    """There is much to send: whoever is free may help, and calls the next one."""
    with suppress(OperationalError):  # without the broker, the next beat is near
        relay.apply_async(expires=2 * SPELL, retry=False)


@shared_task(name="reminders.digest", time_limit=120, **SURVIVES)
def digest() -> None:
    gather()


@shared_task(name="reminders.clock", time_limit=1800, **SURVIVES)
def clock() -> None:
    with alone(CLOCK) as first:
        if first:
            take_steps(timezone.localdate())


@shared_task(name="reminders.due", time_limit=1800, **SURVIVES)
def due() -> None:
    sweep()
