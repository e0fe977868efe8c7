"""Platform pages: parse an address, edit platforms, advise on security (§ 3.3, 3.4, 6.1)."""

import json

import pytest
from django.test import Client

from audit.models import AuditEvent
from registry.models import Platform, SecurityAdvice
from registry.services import platforms
from tests.versions import digest_of

pytestmark = pytest.mark.template_database("users")


def read(client: Client, address: str) -> str:
    return client.get("/en/platforms/", {"address": address}).content.decode()


def test_platforms_page_parses_an_address(ecomms_client):
    html = read(ecomms_client, "https://www.x.com/RoyalCanNavy?s=20")
    assert "https://x.com/RoyalCanNavy" in html


def test_platforms_page_says_why_an_address_is_refused(ecomms_client):
    assert "makes one site look like another" in read(ecomms_client, "https://x.com@evil.example/a")


def test_platforms_page_names_a_barred_platform(ecomms_client):
    assert "not allowed on government devices" in read(
        ecomms_client, "https://www.tiktok.com/@someone"
    )


EDIT = "/en/platforms/x/edit/"


def form_of(platform: Platform, **changes: object) -> dict[str, object]:
    return {
        "slug": platform.slug,
        "name_en": platform.name_en,
        "name_fr": platform.name_fr,
        "category": platform.category,
        "status": platform.status,
        "allowed_on_devices": "on",
        "rules": json.dumps(platform.rules),
        "reason": "It changed.",
    } | changes


def test_platform_correction_is_logged_with_its_reason(ecomms_client):
    platform = Platform.objects.get(slug="x")
    response = ecomms_client.post(
        EDIT, form_of(platform, name_en="X (Twitter)") | digest_of(ecomms_client, EDIT)
    )
    assert response.status_code == 302
    event = AuditEvent.objects.get(action="platform.correct")
    assert (event.reason, event.before["name_en"]) == ("It changed.", "X")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"category": 11}, "Select a valid choice"),
        ({"status": "renamed"}, "Say which platform it is now."),
        ({"rules": '{"hosts": ["Bad Host"]}'}, "not a plain host name"),
        ({"example": "https://nowhere.example/a"}, "not the site of a platform known here"),
    ],
)
def test_platform_form_reports_invalid_rules(ecomms_client, changes, sentence):
    response = ecomms_client.post(
        EDIT, form_of(Platform.objects.get(slug="x"), **changes) | digest_of(ecomms_client, EDIT)
    )
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_platform_that_is_not_renamed_leads_to_no_other(ecomms_client):
    typed = form_of(
        Platform.objects.get(slug="x"), renamed_to=Platform.objects.get(slug="flickr").pk
    )
    page = ecomms_client.post(EDIT, typed | digest_of(ecomms_client, EDIT))
    assert page.context["form"].errors == {
        "renamed_to": ["Only a renamed platform leads to another one."]
    }


def test_platform_form_adds_the_platform(ecomms_client):
    typed = form_of(Platform.objects.get(slug="x"), slug="newone", name_en="New", name_fr="Neuf")
    assert ecomms_client.post("/en/platforms/new/", typed).status_code == 302
    assert Platform.objects.filter(slug="newone").exists()


def test_security_advice_is_shown_on_the_platform_page(demo_users):
    client = Client()
    client.force_login(demo_users["digital"])
    typed = {"conclusion": "conditions", "text": "Only on managed devices."}
    assert client.post("/en/platforms/x/advise/", typed).status_code == 302
    assert SecurityAdvice.objects.get(platform__slug="x").by == demo_users["digital"]
    assert "Only on managed devices." in client.get("/en/platforms/x/").content.decode()


def test_security_advice_form_preselects_no_conclusion(demo_users):
    client = Client()
    client.force_login(demo_users["digital"])
    assert "checked" not in client.get("/en/platforms/x/advise/").content.decode()


@pytest.mark.template_database("demo")
def test_platform_page_shows_the_category_by_name(client, demo_data):
    client.force_login(demo_data["practitioner"])
    assert "Blogs and microblogs" in client.get("/en/platforms/x/").content.decode()
    assert "Blogues et microblogues" in client.get("/fr/platforms/x/").content.decode()


@pytest.mark.template_database("demo")
@pytest.mark.django_db
def test_platform_page_shows_its_history(client, demo_data):
    platform = Platform.objects.get(slug="flickr")
    platforms.advise(platform, by=demo_data["digital"], conclusion="acceptable", text="Fine.")
    client.force_login(demo_data["ecomms"])
    assert "IT security advice given" in client.get(platform.get_absolute_url()).text


@pytest.mark.parametrize(
    ("page", "target"),
    [("/en/platforms/x/edit/", "/en/platforms/x/"), ("/en/platforms/new/", "/en/platforms/")],
)
def test_cancel_on_a_platform_form_leads_back(ecomms_client, page, target):
    assert f'href="{target}">Cancel' in ecomms_client.get(page).content.decode()
