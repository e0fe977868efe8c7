"""Reads the environment variables; no other module does."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from osma_registry.mail_url import read_mail_url


class Misconfigured(SystemExit):
    """Ends the process with one line that says what to set."""

    # SystemExit, so that a missing variable gives one line and no traceback.

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name} {problem}. See .env.example.")


def read_file(path: Path) -> dict[str, str]:
    """The KEY=value lines of a file, without quotes or expansion; empty where there is no file."""
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text().splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}


class Environment:
    """Typed access to variables: of the process, else of `local.env` in the data folder.

    Each method raises Misconfigured for a value that is missing or invalid.
    """

    def __init__(self, base: Path, variables: Mapping[str, str] = os.environ) -> None:
        self.names: set[str] = set()  # all that were read: a test compares them with .env.example
        self._variables = variables
        self._file: dict[str, str] = {}
        # Before the file is known: its folder is a variable too.
        self.data_dir = (base / self.text("DATA_DIR", ".data")).resolve()
        self._file = read_file(self.data_dir / "local.env")

    def text(self, name: str, default: str | None = None, *, hint: str = "") -> str:
        self.names.add(name)
        # `or`: an empty variable counts as not set, as docker compose passes it.
        value = self._variables.get(name) or self._file.get(name) or default
        if value is None:
            raise Misconfigured(name, f"is not set: {hint}")
        return value

    def secret(self, name: str, *, shortest: int) -> str:
        value = self.text(name, hint="50 or more random characters")
        if len(value) < shortest:
            raise Misconfigured(name, f"must have {shortest} or more random characters")
        return value

    def flag(self, name: str) -> bool:
        value = self.text(name, "0").lower()
        if value not in ("0", "1", "false", "true"):
            raise Misconfigured(name, "must be 0 or 1")
        return value in ("1", "true")

    def words(self, name: str) -> list[str]:
        """A list separated by spaces or commas."""
        return [word for word in self.text(name, "").replace(",", " ").split() if word]

    def site(self, name: str) -> str:
        value = self.text(name, hint="the address people use, such as https://osma.example.ca")
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise Misconfigured(name, "must look like https://host or http://host:port")
        return value.rstrip("/")

    def database(self, name: str, *, optional: bool = False) -> dict[str, str]:
        value = self.text(name, "" if optional else None, hint="postgresql://role@host/database")
        if not value:
            return {}
        try:
            parts = conninfo_to_dict(value)
        except ProgrammingError:  # whose message may repeat the password
            raise Misconfigured(name, "must look like postgresql://role@host/database") from None
        if not parts.get("dbname") or not parts.get("user"):
            raise Misconfigured(name, "must name a role and a database")
        return {key: str(part) for key, part in parts.items()}

    def mail(self, name: str) -> dict[str, object]:
        address = self.text(name, hint="smtp://host:25, console: or file:///folder")
        try:
            return read_mail_url(address)
        except ValueError as problem:
            raise Misconfigured(name, str(problem)) from None
