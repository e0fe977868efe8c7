"""Statistics of the organization and of the review queue, equal to the lists they link to."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import Organization
from demo.requests import DemoRequests
from requests_app.models import AccountRequest
from tests.dashboard.test_queue import queue_page, set_due_in, submit_requests_in_bulk
from tests.factories import create_accounts

pytestmark = pytest.mark.template_database("assessed")
NUMBERS = re.compile(r'<a href="([^"]+)">([^<]+)</a></th><td class="num">([\d,\xa0]+)</td>')


def numbers(html: str) -> dict[str, tuple[str, int]]:
    return {
        label: (unescape(url), int(re.sub(r"\D", "", number)))
        for url, label, number in NUMBERS.findall(html)
    }


def dashboard_page(client: Client, who: object) -> str:
    client.force_login(who)
    return client.get("/en/").content.decode()


@pytest.mark.template_database("demo")
def test_each_statistic_links_to_as_many_rows(client, demo_data):
    found = numbers(dashboard_page(client, demo_data["l1"]))
    assert found
    for label, (url, number) in found.items():
        rows = client.get(url).content.decode().count('<th scope="row">')
        assert rows == number, label


@pytest.mark.template_database("demo")
def test_late_requests_are_counted_by_their_next_step(client, demo_data):
    late = timezone.localdate() - timedelta(days=3)
    path = Organization.objects.get(code="rcn").path
    navy = AccountRequest.objects.filter(
        state="in_consultation", organization__path__startswith=path
    )
    AccountRequest.objects.filter(pk=navy[0].pk).update(due_on=late)
    html = dashboard_page(client, demo_data["l1"])
    url, number = numbers(html)["Request, Give advice"]
    assert number >= 1
    assert "late=1" in url
    assert navy[0].reference in client.get(url).content.decode()


@pytest.mark.template_database("demo")
def test_chart_bars_show_the_numbers_of_the_table(client, demo_data):
    html = dashboard_page(client, demo_data["l1"])
    assert 'role="img" aria-labelledby="by-state-title by-state-desc"' in html
    assert "style=" not in html
    for label, (_url, number) in numbers(html).items():
        assert f"{label} – {number}</text>" in html


@pytest.mark.template_database("users")
def test_statistics_without_accounts_have_no_chart(client, demo_users):
    html = dashboard_page(client, demo_users["l1"])
    assert "No account yet" in html
    assert '<svg class="bars"' not in html


def test_review_queue_is_counted_by_time_left_and_assignee(
    client: Client, demo_requests: DemoRequests
) -> None:
    for days in (-4, 0, 30):
        set_due_in(demo_requests.submitted(), days)
    set_due_in(demo_requests.in_review(), 30)
    found = numbers(queue_page(client, demo_requests, who="ecomms2"))
    counted = {label: number for label, (_url, number) in found.items()}
    assert counted == {"Passed": 1, "Today or in two working days": 1, "Later": 2, "No target": 0,
                       "Unassigned": 3, "Assigned to me": 0, "Assigned to others": 1}  # fmt: skip


def test_each_review_queue_statistic_links_to_its_rows(
    client: Client, demo_requests: DemoRequests
) -> None:
    set_due_in(demo_requests.submitted(), -4)
    demo_requests.in_review()
    for url, number in numbers(queue_page(client, demo_requests, who="ecomms2")).values():
        html = client.get(url).content.decode()
        assert html.count('<td data-label="Time left">') == number


def test_empty_review_queue_has_no_chart(client: Client, demo_requests: DemoRequests) -> None:
    assert 'class="bars"' not in queue_page(client, demo_requests)


@pytest.mark.template_database("users")
def test_statistics_query_count_does_not_grow_with_accounts(client, demo_users):
    counts = []
    for number in (2, 18):
        create_accounts(number)
        client.force_login(demo_users["l1"])
        client.get("/en/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_review_queue_statistics_query_count_does_not_grow_with_requests(
    client: Client, demo_requests: DemoRequests
) -> None:
    counts = []
    for number in (2, 18):
        submit_requests_in_bulk(demo_requests, number)
        queue_page(client, demo_requests)
        with CaptureQueriesContext(connection) as queries:
            queue_page(client, demo_requests)
        counts.append(len(queries))
    assert counts[0] == counts[1]
