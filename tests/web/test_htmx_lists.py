"""Filters that answer as they are typed: the part of a list is the one its page shows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.htmx import HX, Page, attribute

pytestmark = pytest.mark.django_db
PART = HX | {"HX-Target": "list"}
LISTS = {
    "registry": ("ecomms", "q=demo&state=active"),
    "requests": ("ecomms", "kind=new&state="),
    "queue": ("ecomms", "desk=nobody"),
    "practitioners": ("superior", "q=a&state="),
    "people": ("administrator", "q=a"),
    "organizations": ("nobody", "q=canad"),
    "official": ("nobody", "q=a"),
}


@pytest.fixture(params=sorted(LISTS))
def listed(request: pytest.FixtureRequest, demo_data) -> tuple[Client, str]:
    who, query = LISTS[request.param]
    client = Client()
    client.force_login(demo_data[who])
    return client, f"/en/{request.param}/?{query}"


def test_the_part_put_in_its_page_is_the_filtered_page(listed):
    client, url = listed
    path = url.partition("?")[0]
    page = Page(client.get(path))
    form = page.form("get")
    assert attribute(form, "data-hx-get") == path
    part = client.get(url, headers=PART)
    assert b"<html" not in part.content
    page.take_in(Page(part), form)
    whole = Page(client.get(url, follow=True))
    for name in ("list", "found"):
        assert page.by_id(name) == whole.by_id(name)


def test_caches_tell_the_part_from_the_page(listed):
    client, url = listed
    vary = client.get(url, headers=PART)["Vary"]
    assert {"HX-Request", "HX-Target"} <= {name.strip() for name in vary.split(",")}


def test_the_address_is_left_to_be_shared_without_what_is_empty(listed):
    client, url = listed
    short = url.removesuffix("&state=")
    assert client.get(f"{short}&more=", headers=PART)["HX-Replace-Url"] == short


def test_the_count_is_told_as_it_changes(listed):
    client, url = listed
    found = Page(client.get(url, headers=PART)).by_id("found")
    assert attribute(found, "role") == "status"
    assert "found" in str(found)


def test_a_part_asks_the_database_for_no_more_than_its_page(listed):
    client, url = listed
    client.get(url)
    costs = []
    for headers in ({}, PART):
        with CaptureQueriesContext(connection) as queries:
            client.get(url, headers=headers)
        costs.append(len(queries))
    assert costs[1] <= costs[0]


def test_a_filter_that_cannot_be_read_is_told_with_the_count(demo_data):
    client = Client()
    client.force_login(demo_data["ecomms"])
    part = client.get("/en/requests/?organization=Nowhere", headers=PART).content.decode()
    assert "No organization of today" in part


def test_an_address_of_an_account_is_read_as_it_is_typed(demo_data):
    client = Client()
    client.force_login(demo_data["ecomms"])
    headers = HX | {"HX-Target": "answer"}
    part = client.get("/en/platforms/?address=twitter.com/abc", headers=headers).content.decode()
    assert "https://x.com/abc" in part
    assert "<table" not in part
