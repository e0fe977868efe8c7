"""Reads the environment variables; no other module does."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict


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


BACKENDS = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtps": "django.core.mail.backends.smtp.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
}
STARTTLS = {"tls": ["starttls"]}
FORMAT_ERROR = (
    "must look like smtp://user:password@host:587, with signs such as @ in it written as %40"
)


def read_mail_url(address: str) -> dict[str, object]:
    """The EMAIL_* settings. ValueError says what is wrong, without the address, which may hold a password."""
    parts = split_address(address)
    if parts.scheme not in BACKENDS:
        raise ValueError("must begin with smtp:, smtps:, console: or file:")
    starttls = uses_starttls(parts)
    if parts.scheme in ("smtp", "smtps") and not has_server(parts):
        raise ValueError(FORMAT_ERROR)
    # For localhost too: a relay there may pass the password on without TLS.
    if parts.password and parts.scheme == "smtp" and not starttls:
        raise ValueError("has a password and no TLS: add ?tls=starttls, or begin with smtps:")
    return {
        "EMAIL_BACKEND": BACKENDS[parts.scheme],
        "EMAIL_FILE_PATH": unquote(parts.path) if parts.scheme == "file" else None,
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": starttls,
        "EMAIL_TIMEOUT": 10,  # seconds; Django's default is to wait forever
    }


def split_address(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # whose message may repeat the password
        raise ValueError(FORMAT_ERROR) from None


def uses_starttls(parts: SplitResult) -> bool:
    """ValueError for any other option, which would be silently ignored."""
    options = parse_qs(parts.query, keep_blank_values=True)
    if options and (options != STARTTLS or parts.scheme != "smtp"):
        raise ValueError("may end in ?tls=starttls after smtp:, and knows no other option")
    return bool(options)


def has_server(parts: SplitResult) -> bool:
    # A `#`, `/` or `:` not escaped in a password puts the rest into another part: the URL parses, but wrongly.
    try:
        parts.port  # noqa: B018 - the property raises
    except ValueError:
        return False
    return bool(parts.hostname) and not parts.path.strip("/") and not parts.fragment
