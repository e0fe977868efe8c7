import pytest
from django.core.cache import cache
from django.urls import reverse

from access.models import Person

pytestmark = pytest.mark.template_database("users")
PASSWORD = "correct horse battery staple"


@pytest.fixture
def signer(demo_users) -> Person:
    cache.clear()  # of failed sign-ins
    signer = demo_users["practitioner"]
    signer.set_password(PASSWORD)
    signer.save()
    return signer


def sign_in(client, login: str, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": login, "password": password})


@pytest.mark.parametrize("login", ["practitioner", "Practitioner", " PRACTITIONER "])
def test_sign_in_does_not_mind_capitals(client, signer, login):
    assert sign_in(client, login).status_code == 302
    assert client.session["_auth_user_id"] == str(signer.pk)


@pytest.mark.parametrize("login", ["pract1tioner", "practiti.oner", "..."])
def test_sign_in_refuses_a_name_that_only_looks_like_one(client, signer, login):
    assert sign_in(client, login).status_code == 200
    assert "_auth_user_id" not in client.session


def test_failed_sign_ins_with_other_capitals_count_against_one_name(client, signer):
    for login in ("practitioner", "Practitioner", "pRactitioner", "prActitioner", "praCtitioner"):
        sign_in(client, login, "wrong")
    answer = sign_in(client, "pracTitioner")
    assert "_auth_user_id" not in client.session
    assert "Too many" in answer.text
