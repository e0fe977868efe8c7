"""Processes that do the same work over and over, and are killed at any point of it."""

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress

from django.db import connections

from outbox.models import Notification


class Crew:
    def __init__(self, work: Callable[[], object], size: int) -> None:
        self.work = work
        self.pids = [self._begin() for _ in range(size)]
        self.kills = 0

    def kill_one(self) -> None:
        """With -9, whatever it is about; another one takes its place."""
        self._end(self.pids.pop(random.randrange(len(self.pids))))
        self.kills += 1
        self.pids.append(self._begin())

    def dismiss(self) -> None:
        for pid in self.pids:
            self._end(pid)
        self.pids = []

    def _begin(self) -> int:
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
    def _end(pid: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def all_sent() -> bool:
    return not Notification.objects.filter(
        email__sent_at__isnull=True, email__suppressed=False
    ).exists()


def until(done: Callable[[], bool], seconds: float) -> float:
    """How long it took; an error when it takes longer."""
    begun = time.monotonic()
    while not done():
        if time.monotonic() - begun > seconds:
            raise AssertionError(f"not done after {seconds} seconds")
        time.sleep(0.2)
    return time.monotonic() - begun
