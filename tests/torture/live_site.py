"""The whole site, web, worker and beat, on the database of a test; and a superior who takes steps on it."""

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
from tests.torture.smtp_server import find_free_port

CSRF_TOKEN = "t" * 32  # the same in the cookie and in the form


@contextmanager
def live_site(folder: Path, broker: str, smtp_port: int) -> Iterator[Processes]:
    with pytest.MonkeyPatch.context() as environment:
        for name, value in {
            "DATABASE_URL": database_url(),
            "REDIS_URL": broker,
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp_port}",
            "DEBUG": "1",  # static files need not be collected
        }.items():
            environment.setenv(name, value)
        with Processes(folder / "logs", str(find_free_port())) as processes:
            processes.start_all()
            yield processes


def database_url() -> str:
    database = connections["default"].settings_dict
    host = quote(database["HOST"], safe="/")
    return f"postgresql://{database['USER']}:{database['PASSWORD']}@/{database['NAME']}?host={host}"


class Superior:
    """Nominates one person after the other: each a step that creates e-mails."""

    def __init__(self, address: str, username: str = "superior") -> None:
        self.address = f"{address}/en/practitioners/new/"
        self.person = Person.objects.get(username=username)
        self.organization = (
            RoleAssignment.objects.current()
            .get(person=self.person, role=Role.SUPERIOR)
            .organization
        )
        self.numbers = count(1)
        self.cookies = self._cookies()

    def nominate(self) -> float:
        """The seconds that the step took; anything but a redirect to the nomination is an error."""
        name = f"nominee{next(self.numbers)}"
        Person.objects.create(username=name, name=name, email=f"{name}@demo.invalid", language="en")
        fields = {"person": name, "organization": self.organization.pk, "need": "To post."}
        body = urlencode(fields | {"csrfmiddlewaretoken": CSRF_TOKEN}).encode()
        begun = time.monotonic()
        with urlopen(Request(self.address, body, {"Cookie": self.cookies}), timeout=30) as response:
            seconds = time.monotonic() - begun
            assert response.url != self.address, response.read().decode()
        return seconds

    def _cookies(self) -> str:
        client = Client()
        client.force_login(self.person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF_TOKEN}"
