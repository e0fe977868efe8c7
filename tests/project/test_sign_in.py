import pytest
from django.core.cache import cache
from django.test import Client

from access.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough one"


@pytest.fixture
def person() -> Person:
    cache.clear()
    person = Person(username="anyone", name="Anyone")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client: Client, password: str) -> int:
    answer = client.post("/en/sign-in/", {"login": "anyone", "password": password})
    return answer.status_code


def test_right_password_signs_in(client: Client, person: Person) -> None:
    assert sign_in(client, PASSWORD) == 302
    assert client.session["_auth_user_id"] == str(person.pk)


def test_sign_in_changes_the_session_key(client: Client, person: Person) -> None:
    client.get("/en/sign-in/")
    before = client.session.session_key
    sign_in(client, PASSWORD)
    assert client.session.session_key != before


def test_guessing_is_stopped_even_with_the_right_password(client: Client, person: Person) -> None:
    for _ in range(5):
        assert sign_in(client, "wrong") == 200
    assert sign_in(client, PASSWORD) != 302


def test_inactive_person_cannot_sign_in(client: Client, person: Person) -> None:
    person.is_active = False
    person.save()
    assert sign_in(client, PASSWORD) == 200


def test_sign_in_redirects_to_no_other_host(client: Client, person: Person) -> None:
    form = {"login": "anyone", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/en/sign-in/", form)["Location"] == "/"


@pytest.mark.parametrize("path", ["/en/sign-up/", "/en/signup/", "/accounts/signup/"])
def test_sign_up_page_does_not_exist(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_sign_out_needs_a_post(client: Client, person: Person) -> None:
    client.force_login(person)
    client.get("/en/sign-out/")
    assert "_auth_user_id" in client.session
    client.post("/en/sign-out/")
    assert "_auth_user_id" not in client.session
