"""A system clock that is set while processes run, and a PostgreSQL server that uses it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import libfaketime
import pytest
from django.core.management import call_command
from django.db import connections

from dev.postgres import DATABASE, find_server
from tests.databases import pointed_at

LIBRARY = Path(libfaketime.__file__).parent / "vendor/libfaketime/src/libfaketime.so.1"
# The library takes the end of a sleep, a time of the monotonic clock, for one of the wall clock.
SLEEP = """import select, time
time.sleep = lambda seconds: select.select([], [], [], seconds) and None
"""


class FakeClock:
    """The wall clock only: the monotonic clock goes on undisturbed."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "clock"
        self.ahead = timedelta(0)
        self.move(timedelta(0))
        (folder / "sitecustomize.py").write_text(SLEEP)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def set(self, moment: datetime) -> None:
        self.move(moment - self.now())

    def move(self, by: timedelta) -> None:
        """At once: the file is replaced, so that no process reads half of it."""
        self.ahead += by
        new = self.file.with_suffix(".new")
        new.write_text(f"{self.ahead.total_seconds():+f}")
        new.chmod(0o644)
        os.replace(new, self.file)

    @contextmanager
    def used_by_new_processes(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as environment:
            for name, value in {
                "LD_PRELOAD": str(LIBRARY),
                "FAKETIME_TIMESTAMP_FILE": str(self.file),
                "FAKETIME_NO_CACHE": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                "FAKETIME_DISABLE_SHM": "1",
                "PYTHONPATH": str(self.file.parent),
                "NO_FAKE_STAT": "1",  # gunicorn's heartbeats are file times
            }.items():
                environment.setenv(name, value)
            yield


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that PostgreSQL may read, whichever user it runs as: those of pytest are closed."""
    folder = Path(tempfile.mkdtemp(prefix="osma-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def separate_postgres(data: Path) -> Iterator[None]:
    """A new PostgreSQL with empty tables: the server of the session has the real clock."""
    server = find_server(data)
    with open_folder() as sockets:
        server.start(sockets)
        try:
            with connected_at(sockets), pointed_at(DATABASE):
                call_command("prepare_database", verbosity=0)
                yield
        finally:
            server.stop(sockets)
            shutil.rmtree(server.data)


@contextmanager
def connected_at(sockets: Path) -> Iterator[None]:
    before = {alias: connections[alias].settings_dict["HOST"] for alias in connections}
    _connect_at(dict.fromkeys(connections, str(sockets)))
    try:
        yield
    finally:
        _connect_at(before)


def _connect_at(hosts: dict[str, str]) -> None:
    connections.close_all()
    for alias, host in hosts.items():
        connections[alias].settings_dict["HOST"] = host
