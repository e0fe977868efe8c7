"""Every page of a request, in both languages, and who may not see it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from requests_app.models import Request
from requests_app.sections import sections_of
from tests.requests_app import stories
from tests.requests_app.stories import Cast


def _client(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast[who], backend="django.contrib.auth.backends.ModelBackend")
    return client


def _urls(request: Request, *names: str) -> list[str]:
    return [reverse(name, args=[request.pk]) for name in names]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pages_of_a_draft_show(cast: Cast, language: str) -> None:
    request = stories.filled(cast)
    client = _client(cast, "practitioner")
    with override(language):
        urls = _urls(request, "request", "request_form", "request_similar", "request_consult")
        urls += [reverse("requests"), reverse("request_new")]
        for section in sections_of(request.kind):
            urls.append(reverse("request_page", args=[request.pk, section.slug]))
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200, url
        assert f'<html lang="{language}"' in response.content.decode(), url


@pytest.mark.parametrize("kind", ["change", "transfer"])
def test_the_pages_of_a_change_show(cast: Cast, kind: str) -> None:
    account = stories.account_of(stories.approved(stories.filled(cast), cast))
    request = stories.changed(account, cast, kind)
    client = _client(cast, "practitioner")
    for section in sections_of(kind):
        url = reverse("request_page", args=[request.pk, section.slug])
        assert client.get(url).status_code == 200, url
    assert client.get(request.get_absolute_url()).status_code == 200


def test_a_page_that_this_kind_does_not_ask_for_is_not_there(cast: Cast) -> None:
    request = stories.filled(cast)
    url = reverse("request_page", args=[request.pk, "transfer"])

    assert _client(cast, "practitioner").get(url).status_code == 404


@pytest.mark.parametrize("who", ["outsider", "pa2", "superior2", "digital", "nobody"])
def test_a_request_is_invisible_outside_its_organization(cast: Cast, who: str) -> None:
    request = stories.filled(cast)
    client = _client(cast, who)
    names = ("request", "request_form", "request_similar", "request_edit", "request_consult")
    for url in _urls(request, *names):
        assert client.get(url).status_code == 404, url
        assert client.post(url).status_code == 404, url


def test_a_colleague_who_is_not_named_does_not_see_it(cast: Cast) -> None:
    request = stories.filled(cast)

    client = _client(cast, "practitioner2")

    assert client.get(request.get_absolute_url()).status_code == 404


def test_a_reader_may_not_edit(cast: Cast) -> None:
    request = stories.filled(cast)

    assert _client(cast, "pa").get(reverse("request_form", args=[request.pk])).status_code == 403


def test_the_form_is_closed_while_others_have_it(cast: Cast) -> None:
    request = stories.consulted(stories.filled(cast))
    url = reverse("request_form", args=[request.pk])

    assert _client(cast, "practitioner").get(url).status_code == 409


def test_the_page_says_who_has_it_and_what_comes_next(cast: Cast) -> None:
    request = stories.consulted(stories.filled(cast))

    page = _client(cast, "practitioner").get(request.get_absolute_url()).content.decode()

    assert cast["pa"].name in page
    assert "Give advice" in page


def test_the_page_says_when_nobody_is_eligible(cast: Cast) -> None:
    cast["pa"].offices.update(last_day="2020-01-01", first_day="2019-01-01")
    request = stories.consulted(stories.filled(cast))

    page = _client(cast, "practitioner").get(request.get_absolute_url()).content.decode()

    assert "Nobody can take the next step" in page


def test_an_empty_list_says_what_to_do(cast: Cast) -> None:
    page = _client(cast, "practitioner").get(reverse("requests")).content.decode()

    assert "No requests yet" in page


def test_the_list_is_filtered(cast: Cast) -> None:
    request = stories.filled(cast)
    client = _client(cast, "superior")
    url = reverse("requests")

    for query in ("state=draft", "kind=new", "organization=rcn"):
        assert request.reference in client.get(f"{url}?{query}").content.decode(), query
    for query in ("state=returned", "kind=change", "organization=ca", "mine=1"):
        assert request.reference not in client.get(f"{url}?{query}").content.decode(), query
