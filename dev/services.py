"""Run the embedded servers of this checkout: `python -m dev.services start|stop|status`.

PostgreSQL and Valkey start only where DATABASE_URL and REDIS_URL name no others.
"""

import fcntl
import json
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

from dev import postgres, valkey
from dev.postgres import Postgres
from dev.valkey import Valkey

BASE_DIR = Path(__file__).resolve().parent.parent


def find_data_dir() -> Path:
    return (BASE_DIR / os.environ.get("DATA_DIR", ".data")).resolve()


class State(TypedDict, total=False):
    sockets: str  # the folder in which the servers listen
    keep: bool  # until `make stop`


class Services:
    def __init__(self) -> None:
        self.data_dir = find_data_dir()
        self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.state = self.data_dir / "services.json"
        self.variables = self.data_dir / "local.env"
        self.servers: list[Postgres | Valkey] = []
        if "REDIS_URL" not in os.environ:
            self.servers.append(valkey.find_server(self.data_dir))
        if "DATABASE_URL" not in os.environ:
            self.servers.append(postgres.find_server(self.data_dir))

    @contextmanager
    def keep_running(self) -> Iterator[None]:
        """The last user stops them, unless `make services` started them."""
        with (self.data_dir / "services.lock").open("w") as users:
            # Ends with the process even when it is killed, unlike a counter in a file.
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                self.start()
                yield
            finally:
                if self.is_last_user(users.fileno()) and not self.read_state().get("keep"):
                    self.stop()

    def is_last_user(self, users: int) -> bool:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def start(self, *, keep: bool = False) -> None:
        sockets = self.find_sockets()
        if not sockets.is_dir():
            # Not in the checkout: the path of a socket may have some hundred characters only.
            sockets = Path(tempfile.mkdtemp(prefix="osma-"))
        for server in self.servers:
            if not server.is_running(sockets):
                server.start(sockets)
        keep = keep or self.read_state().get("keep", False)
        self.state.write_text(json.dumps({"sockets": str(sockets), "keep": keep}))
        self.write_variables(sockets)

    def stop(self) -> None:
        sockets = self.find_sockets()
        for server in self.servers:
            if server.is_running(sockets):
                server.stop(sockets)
        shutil.rmtree(sockets, ignore_errors=True)
        self.state.unlink(missing_ok=True)

    def find_sockets(self) -> Path:
        return Path(self.read_state().get("sockets", "/nonexistent"))

    def read_state(self) -> State:
        state: State = json.loads(self.state.read_text()) if self.state.exists() else {}
        return state

    def write_variables(self, sockets: Path) -> None:
        """For manage.py and pytest on this machine, where the environment does not say otherwise."""
        lines = {
            "DEMO": "1",
            "SECRET_KEY": self.read_secret_key(),
            "SITE_URL": f"http://localhost:{os.environ.get('PORT', '8000')}",
            "EMAIL_URL": f"file://{self.data_dir}/mail",
        }
        for server in self.servers:
            lines |= server.get_variables(sockets)
        self.variables.write_text("".join(f"{name}={value}\n" for name, value in lines.items()))
        self.variables.chmod(0o600)

    def read_secret_key(self) -> str:
        key = self.data_dir / "secret-key"
        if not key.exists():
            key.write_text(secrets.token_urlsafe(50))
            key.chmod(0o600)
        return key.read_text()


def main(word: str) -> None:
    services = Services()
    if word == "start":
        services.start(keep=True)
        print(services.variables.read_text(), end="")
    elif word == "stop":
        services.stop()
    else:
        print("running" if services.state.exists() else "stopped")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "status")
