"""PostgreSQL and Valkey for a container, on data of their own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dev import postgres, valkey


@dataclass(frozen=True)
class ImageServers:
    servers: tuple[postgres.Postgres, valkey.Valkey]
    sockets: Path

    def get_variables(self, sockets: Path) -> dict[str, str]:
        """`sockets`: where their folder is seen, here or in the container."""
        parts = (server.get_variables(sockets) for server in self.servers)
        return {name: value for part in parts for name, value in part.items()}

    def start(self) -> None:
        for server in self.servers:
            server.start(self.sockets)
        # The user of the image is a stranger to this machine.
        (self.sockets / valkey.SOCKET).chmod(0o777)

    def stop(self) -> None:
        for server in self.servers:
            if server.is_running(self.sockets):
                server.stop(self.sockets)
            shutil.rmtree(server.data, ignore_errors=True)


@contextmanager
def run_servers(folder: Path) -> Iterator[ImageServers]:
    folder.mkdir(mode=0o700, exist_ok=True)
    database, queue = postgres.find_server(folder), valkey.find_server(folder)
    with make_closed_folder(database.user) as sockets:
        servers = ImageServers((database, queue), sockets)
        try:
            servers.start()
            yield servers
        finally:
            servers.stop()
            shutil.rmtree(folder)


@contextmanager
def make_closed_folder(owner: str | None) -> Iterator[Path]:
    """A folder that everybody may enter, in one that only its owner may.

    Users of this machine are kept out, and yet it is open where it is mounted in a container.
    """
    outer = Path(tempfile.mkdtemp(prefix="osma-"))
    inner = outer / "sockets"
    inner.mkdir()
    inner.chmod(0o755)
    if owner:
        shutil.chown(outer, owner)
    try:
        yield inner
    finally:
        shutil.rmtree(outer)
