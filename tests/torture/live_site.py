"""The whole site, web, worker and beat, on a database of a test; and a superior who works on it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from access.models import Person, RoleAssignment
from dev.processes import Processes
from directive.roles import Role
from tests.torture.smtp_server import free_port

TOKEN = "t" * 32  # against forgery: the same in the cookie and in the form


@contextmanager
def live_site(folder: Path, broker: str, mail_port: int) -> Iterator[Processes]:
    with pytest.MonkeyPatch.context() as environment:
        for name, value in {
            "DATABASE_URL": database_url(),
            "REDIS_URL": broker,
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "DEBUG": "1",  # static files need not be collected
        }.items():
            environment.setenv(name, value)
        with Processes(folder / "logs", str(free_port())) as programs:
            programs.start_all()
            yield programs


def database_url() -> str:
    known = connections["default"].settings_dict
    where = quote(known["HOST"], safe="/")
    return f"postgresql://{known['USER']}:{known['PASSWORD']}@/{known['NAME']}?host={where}"


class Superior:
    """Nominates one person after the other: each a step that writes letters."""

    def __init__(self, address: str, username: str = "superior") -> None:
        self.address = f"{address}/en/practitioners/new/"
        self.me = Person.objects.get(username=username)
        self.place = (
            RoleAssignment.objects.current().get(person=self.me, role=Role.SUPERIOR).organization
        )
        self.numbers = count(1)
        self.cookies = self._cookies()

    def nominates(self) -> float:
        """The seconds that the step took; anything but a redirect to the nomination is an error."""
        name = f"nominee{next(self.numbers)}"
        Person.objects.create(username=name, name=name, email=f"{name}@demo.invalid", language="en")
        said = {"person": name, "organization": self.place.pk, "need": "To post."}
        body = urlencode(said | {"csrfmiddlewaretoken": TOKEN}).encode()
        begun = time.monotonic()
        with urlopen(Request(self.address, body, {"Cookie": self.cookies}), timeout=30) as answer:
            seconds = time.monotonic() - begun
            assert answer.url != self.address, answer.read().decode()
        return seconds

    def _cookies(self) -> str:
        client = Client()
        client.force_login(self.me)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
