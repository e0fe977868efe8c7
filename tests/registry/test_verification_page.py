"""Each kind of text that people paste into the verification page, through the page."""

import json
import re
import time

import pytest
from django.test import Client

from registry.models import Account, AccountAddress, Platform
from tests.factories import create_official_accounts

pytestmark = pytest.mark.template_database("users")
VERDICTS = {
    "en": ("Official since", "Was official", "Not known to us", "Pending"),
    "fr": ("Officiel depuis", "Était officiel", "Inconnu de nous", "En attente"),
}


@pytest.fixture
def official(demo_users):
    """Make an official account with this handle."""

    def make(platform: str, handle: str) -> Account:
        (account,) = create_official_accounts(1, platform=platform)
        Account.objects.filter(pk=account.pk).update(handle=handle)
        AccountAddress.objects.filter(account=account).update(handle=handle, key=handle.lower())
        return account

    return make


def verdicts(client: Client, text: str, language: str = "en", **query: str) -> list[str]:
    """The titles of the answers, without their days."""
    response = client.get(f"/{language}/verify/", {"q": text, **query})
    assert response.status_code == 200
    titles = re.findall(r'<div class="verdict[^>]*>\s*<h2>([^<]+)', response.text)
    return [next(known for known in VERDICTS[language] if known in title) for title in titles]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("platform", "handle", "text"),
    [
        ("x", "CanadianForces", "https://x.com/CanadianForces/status/1578978756932571136"),
        ("x", "CanadianForces", "https://x.com/intent/follow?screen_name=CanadianForces"),
        ("x", "CanadianForces", "https://x.com/CanadianForces."),
        ("x", "CanadianForces", "https://x.com/CanadianForces,"),
        ("x", "CanadianForces", "(https://x.com/CanadianForces)"),
        ("x", "CanadianForces", "<https://x.com/CanadianForces>"),
        ("x", "CanadianForces", "«https://x.com/CanadianForces»"),
        ("x", "CanadianForces", "@CanadianForces"),
        ("x", "CanadianForces", "canadianforces,"),
        ("x", "CanadianForces", "https://ca.x.com/CanadianForces"),
        ("facebook", "100064000000001", "https://www.facebook.com/profile.php?id=100064000000001"),
        ("facebook", "100064000000001", "https://www.facebook.com/p/Unit-Name-100064000000001/"),
        ("facebook", "100064000000001", "https://www.facebook.com/people/U-N/100064000000001/"),
        ("facebook", "208260000000001", "https://fr-ca.facebook.com/pages/Unit/208260000000001"),
        ("facebook", "NATO", "https://www.facebook.com/NATO"),
        ("facebook", "NATO", "https://zh-hk.facebook.com/NATO/posts/a%20b"),
        ("linkedin", "caf-fac", "https://uk.linkedin.com/company/caf-fac"),
        ("linkedin", "caf-fac", "https://de.linkedin.com/Company/CAF-fac/"),
        ("linkedin", "unité-fictive", "https://www.linkedin.com/company/unité-fictive/"),
        ("linkedin", "unité-fictive", "https://www.linkedin.com/company/unit%C3%A9-fictive"),
        ("linkedin", "unité-fictive", "https://www.linkedin.com/company/unit%C3%89-fictive"),
        ("linkedin", "unité-fictive", "unité-fictive"),
        ("instagram", "forces.jobs", "forces.jobs"),
        ("instagram", "forces.jobs", "https://www.instagram.com/stories/forces.jobs/1/"),
        ("bluesky", "navy.bsky.social", "@navy.bsky.social"),
        ("mastodon", "rcn@mstdn.ca", "https://mastodon.social/@rcn@mstdn.ca"),
        ("mastodon", "rcn@mstdn.ca", "@rcn@mstdn.ca"),
        ("mastodon", "rcn@mstdn.ca", "rcn"),
    ],
)
def test_every_way_to_write_an_official_account_is_official(
    client, official, language, platform, handle, text
):
    official(platform, handle)
    assert verdicts(client, text, language) == [VERDICTS[language][0]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        "https://x.com/i/status/1578978756932571136",
        "https://www.instagram.com/p/AbCdEf/",
        "https://youtu.be/dQw4w9WgXcQ",
        "https://www.facebook.com/index.php",
        "https://www.facebook.com/terms",
        "https://www.facebook.com/.....",
        "https://evil.example/CanadianForces",
        "https://x.com@evil.example/CanadianForces",
        "https://x.com/CanadianForc\u0435s",
        "Canadian Forces",
        "...",
    ],
)
@pytest.mark.usefixtures("demo_users")
def test_no_verdict_where_nothing_was_looked_up(client, language, text):
    assert verdicts(client, text, language) == []
    page = client.get(f"/{language}/verify/", {"q": text})
    assert page.context["form"].errors["q"]


@pytest.mark.usefixtures("demo_users")
def test_name_leads_to_the_list(client):
    page = client.get("/en/verify/", {"q": "Canadian Forces"}).text
    assert 'href="/en/official/?q=Canadian%20Forces"' in page


def test_renamed_platform_answers_for_its_successor(client, official):
    official("x", "CanadianForces")
    assert verdicts(client, "CanadianForces", platform="twitter") == ["Official since"]


def test_answer_on_a_post_says_that_it_is_for_the_account(client, official):
    official("x", "CanadianForces")
    page = client.get("/en/verify/", {"q": "https://x.com/CanadianForces/status/1"}).text
    assert "The answer is for the account that the address names" in page


def test_handle_alone_is_answered_for_each_platform(client, official):
    official("x", "CanadianForces")
    official("youtube", "CanadianForces")
    assert verdicts(client, "@CanadianForces") == ["Official since"] * 2
    page = client.get("/en/verify/", {"q": "@CanadianForces"}).text
    (others,) = re.findall(r"Not known to us on: ([^<]+)\.", page)
    assert "Instagram" in others
    assert not {"X", "YouTube"} & set(others.split(", "))


@pytest.mark.usefixtures("demo_users")
def test_handle_that_nobody_of_ours_has_is_not_known(client):
    assert verdicts(client, "nobody_has_this") == ["Not known to us"]


def test_number_is_no_proof_while_an_account_has_none_on_record(client, official):
    official("linkedin", "caf-fac")
    assert verdicts(client, "https://www.linkedin.com/company/1234567/") == []


def test_number_is_not_known_once_every_account_has_its_own_on_record(client, official):
    official("facebook", "100064000000001")
    url = "https://www.facebook.com/profile.php?id=100064000000002"
    assert verdicts(client, url) == ["Not known to us"]


@pytest.mark.parametrize(
    "address",
    ["https://www.youtube.com/caf", "https://www.youtube.com/c/caf", "youtube.com/user/caf"],
)
def test_former_name_is_no_proof_that_a_channel_is_not_ours(client, official, address):
    official("youtube", "CanadianForces")
    assert verdicts(client, address) == []


@pytest.mark.usefixtures("demo_users")
def test_platforms_without_accounts_are_not_offered(client):
    page = client.get("/en/verify/").text
    assert 'value="x"' in page
    for slug in ("twitter", "itunes", "wikia", "skype", "tinder", "google-plus"):
        assert f'value="{slug}"' not in page


@pytest.mark.usefixtures("demo_users")
def test_platform_is_offered_once_staff_have_opened_it(client):
    forms = [{"address": "https://tinder.com/@{handle}", "pattern": "[a-z]+"}]
    Platform.objects.filter(slug="tinder").update(rules={"forms": forms})
    assert 'value="tinder"' in client.get("/en/verify/").text


def test_answer_comes_before_the_form_with_its_hour(client, official):
    official("x", "CanadianForces")
    page = client.get("/en/verify/", {"q": "https://x.com/CanadianForces"}).text
    assert page.index("Official since") < page.index('role="search"')
    assert re.search(r"Checked on.{1,80}</time>, \d+:\d\d", page)


@pytest.mark.parametrize("pattern", ["([A-Za-z0-9]+[._-]?)+", "(a|a|aa)+b"])
def test_pattern_typed_by_staff_cannot_stop_the_page(client, ecomms_client, pattern):
    rules = {
        "hosts": ["newnet.example"],
        "forms": [{"address": "https://newnet.example/{handle}", "pattern": pattern}],
    }
    typed = {"slug": "newnet", "name_en": "N", "name_fr": "N", "category": 9, "status": "open"}
    added = ecomms_client.post("/en/platforms/new/", typed | {"rules": json.dumps(rules)})
    assert added.status_code == 302
    for length in (27, 36, 99):
        start = time.perf_counter()
        assert verdicts(client, f"https://newnet.example/{'a' * length}!x") == []
        assert time.perf_counter() - start < 1
