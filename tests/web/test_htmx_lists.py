"""Lists filtered by htmx: the partial equals that part of the whole page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.htmx import HX, Page, attribute

pytestmark = pytest.mark.template_database("demo")
PARTIAL_HEADERS = HX | {"HX-Target": "list"}
LISTS = {
    "registry": ("ecomms", "q=demo&state=active"),
    "requests": ("ecomms", "kind=new&state="),
    "queue": ("ecomms", "assignee=nobody"),
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


def test_htmx_partial_of_a_list_equals_the_filtered_page(listed):
    client, url = listed
    path = url.partition("?")[0]
    page = Page(client.get(path))
    form = page.form("get")
    assert attribute(form, "data-hx-get") == path
    partial = client.get(url, headers=PARTIAL_HEADERS)
    assert b"<html" not in partial.content
    page.swap_in(Page(partial), form)
    whole = Page(client.get(url, follow=True))
    for name in ("list", "found"):
        assert page.by_id(name) == whole.by_id(name)


def test_partial_and_page_vary_by_htmx_headers(listed):
    client, url = listed
    vary = client.get(url, headers=PARTIAL_HEADERS)["Vary"]
    assert {"HX-Request", "HX-Target"} <= {name.strip() for name in vary.split(",")}


def test_filter_url_omits_empty_parameters(listed):
    client, url = listed
    short = url.removesuffix("&state=")
    assert client.get(f"{short}&more=", headers=PARTIAL_HEADERS)["HX-Replace-Url"] == short


def test_list_count_is_a_live_status(listed):
    client, url = listed
    found = Page(client.get(url, headers=PARTIAL_HEADERS)).by_id("found")
    assert attribute(found, "role") == "status"
    assert "found" in str(found)


def test_partial_takes_no_more_queries_than_its_page(listed):
    client, url = listed
    client.get(url)
    costs = []
    for headers in ({}, PARTIAL_HEADERS):
        with CaptureQueriesContext(connection) as queries:
            client.get(url, headers=headers)
        costs.append(len(queries))
    assert costs[1] <= costs[0]


def test_invalid_filter_is_reported_in_the_partial(demo_data):
    client = Client()
    client.force_login(demo_data["ecomms"])
    partial = client.get(
        "/en/requests/?organization=Nowhere", headers=PARTIAL_HEADERS
    ).content.decode()
    assert "No organization of today" in partial


def test_typed_address_is_parsed_in_the_partial(demo_data):
    client = Client()
    client.force_login(demo_data["ecomms"])
    headers = HX | {"HX-Target": "answer"}
    partial = client.get("/en/platforms/?address=twitter.com/abc", headers=headers).content.decode()
    assert "https://x.com/abc" in partial
    assert "<table" not in partial
