"""Platforms: read an address, keep the list, advise on security (§ 3.3, 3.4, 6.1)."""

import json

import pytest
from django.test import Client

from audit.models import AuditEvent
from registry.models import Platform, SecurityAdvice


@pytest.fixture
def keeper(demo_users) -> Client:
    client = Client()
    client.force_login(demo_users["ecomms"])
    return client


def read(client: Client, address: str) -> str:
    return client.get("/en/platforms/", {"address": address}).content.decode()


def test_an_address_is_read(keeper):
    html = read(keeper, "https://www.x.com/RoyalCanNavy?s=20")
    assert "https://x.com/RoyalCanNavy" in html


def test_an_address_that_cannot_be_read_says_why(keeper):
    assert "makes one site look like another" in read(keeper, "https://x.com@evil.example/a")


def test_a_barred_platform_is_named(keeper):
    assert "not allowed on government devices" in read(keeper, "https://www.tiktok.com/@someone")


def form_of(platform: Platform, **changes: object) -> dict[str, object]:
    return {
        "slug": platform.slug,
        "name_en": platform.name_en,
        "name_fr": platform.name_fr,
        "category": platform.category,
        "standing": platform.standing,
        "allowed_on_devices": "on",
        "rules": json.dumps(platform.rules),
        "reason": "It changed.",
    } | changes


def test_a_correction_is_kept_with_its_reason(keeper):
    platform = Platform.objects.get(slug="x")
    response = keeper.post("/en/platforms/x/edit/", form_of(platform, name_en="X (Twitter)"))
    assert response.status_code == 302
    event = AuditEvent.objects.get(action="platform.correct")
    assert (event.reason, event.before["name_en"]) == ("It changed.", "X")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"category": 11}, "Select a valid choice"),
        ({"standing": "renamed"}, "Say which platform it is now."),
        ({"rules": '{"hosts": ["Bad Host"]}'}, "not a plain host name"),
        ({"example": "https://nowhere.example/a"}, "not the site of a platform known here"),
    ],
)
def test_bad_rules_are_said_beside_the_field(keeper, changes, sentence):
    response = keeper.post(
        "/en/platforms/x/edit/", form_of(Platform.objects.get(slug="x"), **changes)
    )
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_platform_is_added(keeper):
    typed = form_of(Platform.objects.get(slug="x"), slug="newone", name_en="New", name_fr="Neuf")
    assert keeper.post("/en/platforms/new/", typed).status_code == 302
    assert Platform.objects.filter(slug="newone").exists()


def test_security_advice_stands_on_the_platform(demo_users):
    client = Client()
    client.force_login(demo_users["digital"])
    typed = {"conclusion": "conditions", "text": "Only on managed devices."}
    assert client.post("/en/platforms/x/advise/", typed).status_code == 302
    assert SecurityAdvice.objects.get(platform__slug="x").by == demo_users["digital"]
    assert "Only on managed devices." in client.get("/en/platforms/x/").content.decode()


def test_no_conclusion_is_chosen_for_the_adviser(demo_users):
    client = Client()
    client.force_login(demo_users["digital"])
    assert "checked" not in client.get("/en/platforms/x/advise/").content.decode()


def test_a_category_goes_by_its_name(client, demo_data):
    client.force_login(demo_data["practitioner"])
    assert "Blogs and microblogs" in client.get("/en/platforms/x/").content.decode()
    assert "Blogues et microblogues" in client.get("/fr/platforms/x/").content.decode()
