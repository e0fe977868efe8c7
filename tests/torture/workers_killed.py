"""Celery workers killed with -9 while they send: the whole worker, or one process of its pool.

No letter is lost, and each process killed may have sent one again. A task that was under way is handed out
again: at once where the worker still lives, and after the hour that any task may take where it does not.
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
from tests.torture import smtp_server as modes
from tests.torture.broker import Broker
from tests.torture.killed_processes import all_sent, until
from tests.torture.live_site import live_site
from tests.torture.smtp_server import MailServer
from tests.torture.deliveries_killed import write_letters

LETTERS, READERS = 2500, 100
PROCESSES = 4
KILLS = 30
TAKEN_OVER = 30  # seconds until letters leave again: a worker begins, and the next beat comes
DRAINED = 60
HANDED_OUT = 30  # seconds until a task begins again


def kill_worker(programs: Processes) -> int:
    """All of it, and begin another; how many processes of its pool there were."""
    worker = programs.running["worker"]
    processes = len(pool(programs))
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    programs.start("worker")
    return processes


def kill_process(programs: Processes) -> int:
    os.kill(random.choice(pool(programs)), signal.SIGKILL)
    return 1


def pool(programs: Processes) -> list[int]:
    pid = programs.running["worker"].pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def nothing_swept() -> Iterator[None]:
    """A sweep that is begun comes to its end only afterwards."""
    with transaction.atomic():
        ask("LOCK TABLE reminders_reminderrun IN SHARE ROW EXCLUSIVE MODE")
        yield


def a_sweep_waits() -> bool:
    return bool(ask("SELECT pid FROM pg_locks WHERE NOT granted"))


def ask(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def handed_out_again(programs: Processes, queue: Celery, kill: Callable[[], object]) -> float:
    """The seconds until a sweep under way, whose process is killed, has been run by another.

    The database would go on with what the process has last asked for: it is stopped from that first, and
    the process from hearing of it.
    """
    swept = ReminderRun.objects.count()
    with nothing_swept():
        queue.send_task("reminders.send_reminders")
        until(a_sweep_waits, 30)
        os.killpg(programs.running["worker"].pid, signal.SIGSTOP)
        ask("SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE NOT granted")
        kill()
        os.killpg(programs.running["worker"].pid, signal.SIGCONT)
    assert ReminderRun.objects.count() == swept
    return until(lambda: ReminderRun.objects.count() > swept, HANDED_OUT)


def an_hour_passes(queue: Celery) -> None:
    """For the messages that nobody has acknowledged."""
    client = queue.connection_for_read().default_channel.client
    for message in client.zrange("unacked_index", 0, -1):
        client.zincrby("unacked_index", -broker_transport_options["visibility_timeout"], message)


def test_no_letter_is_lost_and_no_task(
    cloned_database: str, mail_server: MailServer, broker: Broker, tmp_path: Path, figures: dict
) -> None:
    write_letters(LETTERS, READERS)
    mail_server.be(modes.SLOW)
    processes, longest = 0, 0.0
    with live_site(tmp_path, broker.url, mail_server.port) as programs:
        size = ("--concurrency", str(PROCESSES), "--loglevel", "INFO")
        programs.commands["worker"] = (*CELERY, "worker", *size)
        kill_worker(programs)
        for _, kill in zip(range(KILLS), cycle([kill_worker, kill_process]), strict=False):
            seen = mail_server.taken().total()
            gone = until(lambda seen=seen: mail_server.taken().total() > seen, TAKEN_OVER)
            longest = max(longest, gone)
            time.sleep(random.uniform(0, 1))
            assert not all_sent()
            processes += kill(programs)
        mail_server.be(modes.TAKING)
        drained = until(all_sent, DRAINED)
        queue = Celery(broker=broker.url)
        by_the_worker = handed_out_again(
            programs, queue, lambda: [os.kill(pid, signal.SIGKILL) for pid in pool(programs)]
        )
        by_the_queue = handed_out_again(
            programs, queue, lambda: (an_hour_passes(queue), kill_worker(programs))
        )
        programs.require_running()
    taken = mail_server.taken()
    duplicates = taken.total() - len(taken)
    figures |= {
        "letters": LETTERS,
        "kills": f"{KILLS}, of {processes} processes",
        "lost": LETTERS - len(taken),
        "duplicates on the wire": duplicates,
        "duplicates after Message-ID": len(taken) - LETTERS,
        "longest until letters left again": f"{longest:.1f} s",
        "drained in": f"{drained:.1f} s",
        "a task begun again, its process killed": f"after {by_the_worker:.1f} s",
        "a task begun again, its worker killed": f"after an hour and {by_the_queue:.1f} s",
    }
    assert len(taken) == LETTERS
    assert duplicates <= processes
