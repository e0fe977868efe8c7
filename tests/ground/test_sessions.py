import time

import pytest
from django.test import Client

from access.models import Person
from osma_registry import sessions

pytestmark = pytest.mark.django_db
HOUR = 3600


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(Person.objects.create(username="anyone", name="Anyone"))
    client.get("/en/sign-in/")
    return client


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = time.time()
    monkeypatch.setattr(sessions.time, "time", lambda: now + seconds)


def is_signed_in(client: Client) -> bool:
    client.get("/en/sign-in/")
    return "_auth_user_id" in client.session


def test_a_session_in_use_stays(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for minutes in (20, 40, 60):
        later(monkeypatch, 20 * 60)
        assert is_signed_in(signed_in), minutes


def test_an_idle_session_ends(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch, 31 * 60)
    assert not is_signed_in(signed_in)


def test_the_longest_session_ends(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(25):
        later(monkeypatch, 29 * 60)
        signed_in.get("/en/sign-in/")
    assert not is_signed_in(signed_in)
