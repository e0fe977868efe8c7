"""A clock that is set while programs run, and a database server that goes by it."""

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
# The library takes a moment to sleep until, by the clock that never jumps, for one of the clock on the wall.
SLEEP = """import select, time
time.sleep = lambda seconds: select.select([], [], [], seconds) and None
"""


class Clock:
    """The one on the wall alone: the time that a machine counts from its start goes on, as it does."""

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
        """At once, and never half written."""
        self.ahead += by
        new = self.file.with_suffix(".new")
        new.write_text(f"{self.ahead.total_seconds():+f}")
        new.chmod(0o644)
        os.replace(new, self.file)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """By the programs that are begun meanwhile."""
        with pytest.MonkeyPatch.context() as environment:
            for name, value in {
                "LD_PRELOAD": str(LIBRARY),
                "FAKETIME_TIMESTAMP_FILE": str(self.file),
                "FAKETIME_NO_CACHE": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                "FAKETIME_DISABLE_SHM": "1",
                "PYTHONPATH": str(self.file.parent),
                "NO_FAKE_STAT": "1",  # gunicorn's signs of life are dates of files
            }.items():
                environment.setenv(name, value)
            yield


@contextmanager
def open_folder() -> Iterator[Path]:
    """One that PostgreSQL may read, whoever it runs as: those of pytest are closed."""
    folder = Path(tempfile.mkdtemp(prefix="osma-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server_of_its_own(data: Path) -> Iterator[None]:
    """A new PostgreSQL with the tables alone: the one of the session keeps the time for others."""
    server = find_server(data)
    with open_folder() as sockets:
        server.start(sockets)
        try:
            with asked_at(sockets), pointed_at(DATABASE):
                call_command("prepare_database", verbosity=0)
                yield
        finally:
            server.stop(sockets)
            shutil.rmtree(server.data)


@contextmanager
def asked_at(sockets: Path) -> Iterator[None]:
    before = {alias: connections[alias].settings_dict["HOST"] for alias in connections}
    _ask_at(dict.fromkeys(connections, str(sockets)))
    try:
        yield
    finally:
        _ask_at(before)


def _ask_at(hosts: dict[str, str]) -> None:
    connections.close_all()
    for alias, host in hosts.items():
        connections[alias].settings_dict["HOST"] = host
