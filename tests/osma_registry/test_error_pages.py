import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override

CODES = ["400", "403", "403_csrf", "404", "409", "413", "422", "429", "500"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("code", CODES)
def test_error_page_renders_without_a_request(code, language):
    """Django shows some of them when nothing else works any more."""
    with override(language):
        page = render_to_string(f"{code}.html")
    other = {"en": "fr", "fr": "en"}[language]
    title, second = re.findall(r"<h[12]>([^<]+)</h[12]>", page)
    assert title != second
    assert f'lang="{other}"' in page
    assert f'href="/{language}/"' in page
    assert "<p></p>" not in page


@pytest.mark.django_db
def test_unknown_url_gets_the_404_page(client, settings):
    settings.DEBUG = False
    page = client.get("/fr/nowhere/")
    assert page.status_code == 404
    assert '<html lang="fr">' in page.text


@pytest.mark.django_db
def test_error_page_shows_its_request_id(client):
    page = client.get("/en/nowhere/")
    assert page["X-Request-ID"] in page.text


def test_server_error_page_needs_no_database():
    """No database is open to this test: the page that asks it for the targets fails."""
    page = Client(raise_request_exception=False).get("/fr/help/")
    assert page.status_code == 500
    assert "Un problème est survenu de notre côté" in page.text
    assert "Something went wrong on our side" in page.text
    assert page["X-Request-ID"] in page.text


def test_oversized_post_gets_the_413_page(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    page = Client(raise_request_exception=False).post("/en/sign-in/", {"login": "a" * 200})
    assert page.status_code == 413


def test_unknown_host_gets_the_400_page():
    page = Client(raise_request_exception=False).get("/en/terms/", headers={"Host": "evil.example"})
    assert page.status_code == 400
    assert "<h1>" in page.text
