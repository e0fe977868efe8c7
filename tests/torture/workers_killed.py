"""Celery workers killed with -9 while they deliver: the whole worker, or one process of its pool.

No e-mail is lost, and each process killed may have sent one that is sent again. A task in progress is run again:
at once where the worker itself goes on, and after the visibility timeout of an hour where it was killed.
"""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from celery import Celery
from django.db import connection, transaction

from dev.processes import CELERY, Processes
from osma_registry.celeryconfig import broker_transport_options
from reminders.models import ReminderRun
from tests.torture.broker import Broker
from tests.torture.deliveries_killed import create_emails
from tests.torture.killed_processes import all_sent, wait_until
from tests.torture.live_site import live_site
from tests.torture.smtp_server import ACCEPTING, SLOW, SmtpServer

EMAILS, RECIPIENTS = 2500, 100
POOL_SIZE = 4
KILLS = 30
MAX_RESUME_SECONDS = 30  # until e-mails are sent again: a worker starts, and the next beat comes
MAX_DRAIN_SECONDS = 60
MAX_RERUN_SECONDS = 30  # until a task is run again


def kill_worker(processes: Processes) -> int:
    """The worker with its pool, and start another; how many processes the pool had."""
    worker = processes.running["worker"]
    size = len(pool(processes))
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    processes.start("worker")
    return size


def kill_process(processes: Processes) -> int:
    os.kill(random.choice(pool(processes)), signal.SIGKILL)
    return 1


def pool(processes: Processes) -> list[int]:
    pid = processes.running["worker"].pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def reminder_runs_blocked() -> Iterator[None]:
    """A reminder run that starts meanwhile ends only afterwards."""
    with transaction.atomic():
        run_sql("LOCK TABLE reminders_reminderrun IN SHARE ROW EXCLUSIVE MODE")
        yield


def is_run_waiting() -> bool:
    return bool(run_sql("SELECT pid FROM pg_locks WHERE NOT granted"))


def run_sql(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def seconds_until_rerun(processes: Processes, queue: Celery, kill: Callable[[], object]) -> float:
    """The seconds until a reminder run whose process was killed has been completed by another.

    PostgreSQL would complete the last statement of the killed process. So that is terminated first, with the
    process stopped, which would otherwise see the error.
    """
    runs = ReminderRun.objects.count()
    with reminder_runs_blocked():
        queue.send_task("reminders.send_reminders")
        wait_until(is_run_waiting, 30)
        os.killpg(processes.running["worker"].pid, signal.SIGSTOP)
        run_sql("SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE NOT granted")
        kill()
        os.killpg(processes.running["worker"].pid, signal.SIGCONT)
    assert ReminderRun.objects.count() == runs
    return wait_until(lambda: ReminderRun.objects.count() > runs, MAX_RERUN_SECONDS)


def expire_visibility_timeout(queue: Celery) -> None:
    """Of the messages that were not acknowledged."""
    client = queue.connection_for_read().default_channel.client
    for message in client.zrange("unacked_index", 0, -1):
        client.zincrby("unacked_index", -broker_transport_options["visibility_timeout"], message)


def test_killed_workers_lose_no_email_and_no_task(
    cloned_database: str, smtp_server: SmtpServer, broker: Broker, tmp_path: Path, figures: dict
) -> None:
    create_emails(EMAILS, RECIPIENTS)
    smtp_server.set_mode(SLOW)
    killed, longest = 0, 0.0
    with live_site(tmp_path, broker.url, smtp_server.port) as processes:
        size = ("--concurrency", str(POOL_SIZE), "--loglevel", "INFO")
        processes.commands["worker"] = (*CELERY, "worker", *size)
        kill_worker(processes)
        for _, kill in zip(range(KILLS), cycle([kill_worker, kill_process]), strict=False):
            before = smtp_server.accepted().total()
            resumed = wait_until(
                lambda before=before: smtp_server.accepted().total() > before, MAX_RESUME_SECONDS
            )
            longest = max(longest, resumed)
            time.sleep(random.uniform(0, 1))
            assert not all_sent()
            killed += kill(processes)
        smtp_server.set_mode(ACCEPTING)
        drained = wait_until(all_sent, MAX_DRAIN_SECONDS)
        queue = Celery(broker=broker.url)
        by_worker = seconds_until_rerun(
            processes, queue, lambda: [os.kill(pid, signal.SIGKILL) for pid in pool(processes)]
        )
        by_queue = seconds_until_rerun(
            processes, queue, lambda: (expire_visibility_timeout(queue), kill_worker(processes))
        )
        processes.require_running()
    accepted = smtp_server.accepted()
    duplicates = accepted.total() - len(accepted)
    figures |= {
        "e-mails": EMAILS,
        "kills": f"{KILLS}, of {killed} processes",
        "lost": EMAILS - len(accepted),
        "duplicates on the wire": duplicates,
        "duplicates after Message-ID": len(accepted) - EMAILS,
        "longest until e-mails were sent again": f"{longest:.1f} s",
        "drained in": f"{drained:.1f} s",
        "task run again, its process killed": f"after {by_worker:.1f} s",
        "task run again, its worker killed": f"after an hour and {by_queue:.1f} s",
    }
    assert len(accepted) == EMAILS
    assert duplicates <= killed
