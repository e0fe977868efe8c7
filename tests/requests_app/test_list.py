"""The list of requests."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import DemoUsers, draft_request, filled_request
from tests.outbox.email_log import count_queries

pytestmark = pytest.mark.template_database("users")


def test_empty_request_list_says_so(practitioner_client: Client) -> None:
    assert "No requests yet" in practitioner_client.get(reverse("requests")).content.decode()


def test_request_list_can_be_filtered(demo_users: DemoUsers, superior_client: Client) -> None:
    request = filled_request(demo_users)
    url = reverse("requests")

    for query in ("state=draft", "kind=new", "organization=rcn"):
        assert request.reference in superior_client.get(f"{url}?{query}").content.decode(), query
    for query in ("state=returned", "kind=change", "organization=ca", "mine=1"):
        page = superior_client.get(f"{url}?{query}").content.decode()
        assert request.reference not in page, query


def test_request_list_query_count_does_not_grow_with_requests(
    demo_users: DemoUsers, superior_client: Client
) -> None:
    for _number in range(2):
        draft_request(demo_users)
    few = count_queries(superior_client, reverse("requests"))
    for _number in range(18):
        draft_request(demo_users)

    assert count_queries(superior_client, reverse("requests")) == few


@pytest.mark.parametrize("size", [60])
def test_request_list_is_paginated(
    demo_users: DemoUsers, superior_client: Client, size: int
) -> None:
    for _number in range(size):
        draft_request(demo_users)

    first = superior_client.get(reverse("requests"))
    second = superior_client.get(reverse("requests") + first.context["page"].next_url)

    rows = [*first.context["page"].rows, *second.context["page"].rows]
    assert len({row.pk for row in rows}) == size
    assert not second.context["page"].next_url
