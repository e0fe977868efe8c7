"""Processes that repeat the same work and are killed at any point of it."""

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress

from django.db import connections

from outbox.models import EmailDelivery


class KilledProcesses:
    def __init__(self, work: Callable[[], object], count: int) -> None:
        self.work = work
        self.pids = [self._start() for _ in range(count)]
        self.kills = 0

    def kill_one(self) -> None:
        """With -9, at whatever point it is; another one replaces it."""
        self._kill(self.pids.pop(random.randrange(len(self.pids))))
        self.kills += 1
        self.pids.append(self._start())

    def stop(self) -> None:
        for pid in self.pids:
            self._kill(pid)
        self.pids = []

    def _start(self) -> int:
        connections.close_all()
        pid = os.fork()
        if not pid:
            self._work_until_killed()
        return pid

    def _work_until_killed(self) -> None:
        random.seed()
        try:
            while True:
                self.work()
        finally:
            os._exit(1)

    @staticmethod
    def _kill(pid: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def all_sent() -> bool:
    return not EmailDelivery.objects.filter(sent_at__isnull=True, suppressed=False).exists()


def wait_until(condition: Callable[[], bool], seconds: float) -> float:
    """How many seconds it took; an error when it takes longer than `seconds`."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > seconds:
            raise AssertionError(f"not the case after {seconds} seconds")
        time.sleep(0.2)
    return time.monotonic() - begun
