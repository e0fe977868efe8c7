import pytest
from django.template.loader import render_to_string

CODES = ["400", "403", "403_csrf", "404", "409", "413", "422", "429", "500"]


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_needs_no_request(code):
    """Django shows some of them when nothing else works any more."""
    page = render_to_string(f"{code}.html")
    assert "<h1>" in page
    assert "<h1></h1>" not in page


@pytest.mark.django_db
def test_an_unknown_address_has_its_page(client, settings):
    settings.DEBUG = False
    page = client.get("/fr/nowhere/")
    assert page.status_code == 404
    assert '<html lang="fr">' in page.text
