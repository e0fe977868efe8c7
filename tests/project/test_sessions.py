import time

import pytest
from django.test import Client

from access.models import Person
from osma_registry.middleware import session_limits

pytestmark = pytest.mark.django_db
HOUR = 3600


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(Person.objects.create(username="anyone", name="Anyone"))
    client.get("/en/sign-in/")
    return client


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = time.time()
    monkeypatch.setattr(session_limits.time, "time", lambda: now + seconds)


def is_signed_in(client: Client) -> bool:
    client.get("/en/sign-in/")
    return "_auth_user_id" in client.session


def test_session_in_use_stays(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for minutes in (20, 40, 60):
        later(monkeypatch, 20 * 60)
        assert is_signed_in(signed_in), minutes


def test_idle_session_ends(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch, 31 * 60)
    assert not is_signed_in(signed_in)


def test_session_ends_after_the_longest_time(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(25):
        later(monkeypatch, 29 * 60)
        signed_in.get("/en/sign-in/")
    assert not is_signed_in(signed_in)


def test_person_signed_out_is_told_why_and_can_return(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, 31 * 60)
    page = signed_in.get("/en/requests/?state=draft", follow=True)
    assert "Your session has ended" in page.text
    assert 'href="/en/sign-in/?next=%2Fen%2Frequests%2F%3Fstate%3Ddraft"' in page.text


def test_public_page_needs_no_session(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch, 31 * 60)
    assert signed_in.get("/en/terms/").status_code == 200


def test_visitor_who_never_signed_in_is_sent_to_the_sign_in(client: Client) -> None:
    assert client.get("/en/requests/")["Location"].startswith("/en/sign-in/")


def test_session_request_extends_the_session(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, 28 * 60)
    left = signed_in.post("/en/session/").json()["seconds"]
    assert left == 29 * 60


def test_page_says_when_its_session_ends(signed_in: Client) -> None:
    assert 'data-seconds="1740" data-warning="300"' in signed_in.get("/en/terms/").text


def test_session_request_does_not_extend_the_longest_time(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(24):
        later(monkeypatch, 29 * 60)
        left = signed_in.post("/en/session/").json()["seconds"]
    assert 0 < left < 29 * 60


def test_page_that_waited_too_long_ends_the_session(signed_in: Client) -> None:
    page = signed_in.post("/en/session/ended/", {"next": "/en/terms/"}, follow=True)
    assert "Your session has ended" in page.text
    assert not is_signed_in(signed_in)


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_return_address_on_another_host_is_ignored(client: Client, back: str) -> None:
    page = client.post("/en/session/ended/", {"next": back}, follow=True)
    assert "evil" not in page.text
    assert "alert(1)" not in page.text


def test_person_signed_in_again_returns_to_the_page(signed_in: Client) -> None:
    answer = signed_in.get("/en/session/ended/", {"next": "/en/terms/"})
    assert answer["Location"] == "/en/terms/"
