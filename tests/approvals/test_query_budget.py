"""Queries of an approval and of its pages: budgets, and the same number for one row as for many."""

import os

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

MAX_APPROVAL_QUERIES = 35
MAX_PAGE_QUERIES = 15


def counted(client: Client, url: str, data=None) -> CaptureQueriesContext:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url) if data is None else client.post(url, data)
    assert response.status_code == (200 if data is None else 302)
    if os.environ.get("SHOW"):
        for query in queries.captured_queries:
            print(query["sql"].replace("\n", " "))
        print(len(queries), url)
    return queries


def test_approval_and_its_pages_stay_within_their_budgets(demo_requests, client):
    request = demo_requests.recommended()
    client.force_login(demo_requests.users["admpa"])
    url = reverse("request_approve", args=[request.pk])
    counted(client, request.get_absolute_url())
    page = counted(client, request.get_absolute_url())
    step_page = counted(client, url)
    approval = counted(client, url, {"version": request.version, "conditions": ""})
    assert (len(page), len(step_page), len(approval)) == (1, 2, 3)
