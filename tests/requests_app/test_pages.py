"""Every page of a request, in both languages, and who may not see it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from requests_app.form_spec import pages_of
from requests_app.models import AccountRequest
from tests.factories import (
    DemoUsers,
    account_of,
    approved_request,
    change_request,
    consulted_request,
    filled_request,
)

pytestmark = pytest.mark.template_database("users")


def _client(demo_users: DemoUsers, who: str) -> Client:
    client = Client()
    client.force_login(demo_users[who])
    return client


def _urls(request: AccountRequest, *names: str) -> list[str]:
    return [reverse(name, args=[request.pk]) for name in names]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_of_a_draft_open_in_both_languages(demo_users: DemoUsers, language: str) -> None:
    request = filled_request(demo_users)
    client = _client(demo_users, "practitioner")
    with override(language):
        urls = _urls(request, "request", "request_form", "request_similar", "request_consult")
        urls += [reverse("requests"), reverse("request_new")]
        for section in pages_of(request.kind):
            urls.append(reverse("request_page", args=[request.pk, section.slug]))
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200, url
        assert f'<html lang="{language}"' in response.content.decode(), url


@pytest.mark.parametrize("kind", ["change", "transfer"])
def test_pages_of_a_change_request_open(demo_users: DemoUsers, kind: str) -> None:
    account = account_of(approved_request(filled_request(demo_users), demo_users))
    request = change_request(account, demo_users, kind)
    client = _client(demo_users, "practitioner")
    for section in pages_of(kind):
        url = reverse("request_page", args=[request.pk, section.slug])
        assert client.get(url).status_code == 200, url
    assert client.get(request.get_absolute_url()).status_code == 200


def test_form_page_of_another_kind_is_not_found(demo_users: DemoUsers) -> None:
    request = filled_request(demo_users)
    url = reverse("request_page", args=[request.pk, "transfer"])

    assert _client(demo_users, "practitioner").get(url).status_code == 404


@pytest.mark.parametrize("who", ["outsider", "pa2", "superior2", "digital", "nobody"])
def test_request_is_not_found_outside_its_organization(demo_users: DemoUsers, who: str) -> None:
    request = filled_request(demo_users)
    client = _client(demo_users, who)
    names = ("request", "request_form", "request_similar", "request_edit", "request_consult")
    for url in _urls(request, *names):
        assert client.get(url).status_code == 404, url
        assert client.post(url).status_code == 404, url


def test_request_is_not_found_by_an_unnamed_colleague(demo_users: DemoUsers) -> None:
    request = filled_request(demo_users)

    client = _client(demo_users, "practitioner2")

    assert client.get(request.get_absolute_url()).status_code == 404


def test_request_form_is_forbidden_to_readers(demo_users: DemoUsers) -> None:
    request = filled_request(demo_users)

    assert (
        _client(demo_users, "pa").get(reverse("request_form", args=[request.pk])).status_code == 403
    )


def test_request_form_is_closed_during_consultation(demo_users: DemoUsers) -> None:
    request = consulted_request(filled_request(demo_users))
    url = reverse("request_form", args=[request.pk])

    assert _client(demo_users, "practitioner").get(url).status_code == 409


def test_request_page_shows_who_must_act_and_the_next_step(demo_users: DemoUsers) -> None:
    request = consulted_request(filled_request(demo_users))

    page = _client(demo_users, "practitioner").get(request.get_absolute_url()).content.decode()

    assert demo_users["pa"].name in page
    assert "Give advice" in page


def test_request_page_says_that_no_person_can_act(demo_users: DemoUsers) -> None:
    demo_users["pa"].role_assignments.update(last_day="2020-01-01", first_day="2019-01-01")
    request = consulted_request(filled_request(demo_users))

    page = _client(demo_users, "practitioner").get(request.get_absolute_url()).content.decode()

    assert "Nobody can take the next step" in page
