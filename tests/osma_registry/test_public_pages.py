import pytest
from django.urls import reverse
from django.utils.translation import override

PUBLIC = ["terms", "privacy", "accessibility", "help", "glossary", "directive", "account_login"]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_opens_in_both_languages(client, name, language):
    with override(language):
        page = client.get(reverse(name))
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text


@pytest.mark.django_db
def test_page_title_equals_its_heading(client):
    page = client.get("/en/help/").text
    assert "<title>Help – Registry of Official Social Media Accounts</title>" in page
    assert "<h1>Help</h1>" in page


@pytest.mark.django_db
def test_page_has_no_inline_style_or_script(client):
    page = client.get("/en/sign-in/").text
    assert "style=" not in page
    assert "<style" not in page
    assert "onclick" not in page
    assert "<script>" not in page


@pytest.mark.django_db
def test_directive_page_has_an_anchor_for_each_paragraph(client):
    page = client.get("/en/directive/").text
    assert 'id="p-4.2Note"' in page
    assert 'id="p-5.3(4)"' in page


@pytest.mark.django_db
def test_sign_in_page_lists_demo_users_in_demo_mode(client, settings):
    settings.DEMO = True
    assert 'value="ecomms2"' in client.get("/en/sign-in/").text


@pytest.mark.django_db
def test_sign_in_page_lists_no_demo_user_outside_demo_mode(client, settings):
    settings.DEMO = False
    page = client.get("/en/sign-in/").text
    assert "osma-demo" not in page
    assert "ecomms2" not in page
