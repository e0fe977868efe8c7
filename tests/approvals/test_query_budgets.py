"""Queries of an approval and of its pages: a budget each, and the same number for 2 related rows as for 20."""

from collections.abc import Callable, Mapping

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.models import Person, RoleAssignment
from demo.requests import DemoRequests
from directive.roles import Role
from requests_app.models import AccountRequest, Attachment, ReturnReason, Submission

pytestmark = pytest.mark.template_database("assessed")

MAX_APPROVAL_QUERIES = 35
MAX_STEP_PAGE_QUERIES = 15
MAX_REQUEST_PAGE_QUERIES = 23
# Where a test opens a savepoint, a request of the site opens its transaction.
UNCOUNTED = ("SAVEPOINT", "RELEASE SAVEPOINT")


@pytest.fixture
def count_queries(demo_requests: DemoRequests, client: Client) -> Callable[..., int]:
    client.force_login(demo_requests.users["admpa"])
    client.get(reverse("dashboard"))  # the first page of a session also stores its beginning

    def count(url: str, data: Mapping[str, object] | None = None) -> int:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url) if data is None else client.post(url, data)
        assert response.status_code == (200 if data is None else 302)
        return sum(not query["sql"].startswith(UNCOUNTED) for query in queries.captured_queries)

    return count


def recommended(demo_requests: DemoRequests, number: int) -> AccountRequest:
    """A recommended request with this number of further rows in each related table."""
    request = demo_requests.recommended(pair=True)
    by, now = demo_requests.users["ecomms"], timezone.now()
    people = Person.objects.bulk_create(
        Person(
            username=f"{request.reference}-{n}",
            username_key=f"{request.reference}-{n}",
            name=f"Person {n}",
        )
        for n in range(number)
    )
    request.practitioners.add(*people)
    RoleAssignment.objects.bulk_create(
        RoleAssignment(person=person, role=Role.ECOMMS, organization=request.organization)
        for person in people
    )
    Attachment.objects.bulk_create(
        Attachment(
            request=request,
            file="none",
            name=f"{n}.pdf",
            media_type="application/pdf",
            size=1,
            sha256="0" * 64,
            by=person,
        )
        for n, person in enumerate(people)
    )
    ReturnReason.objects.bulk_create(
        ReturnReason(
            request=request,
            by=by,
            paragraph="3.16",
            field="need",
            text="Why?",
            answer="Yes.",
            answered_by=person,
            answered_at=now,
        )
        for person in people
    )
    first = request.submissions.get()
    Submission.objects.bulk_create(
        Submission(request=request, number=n, values=first.values, by=person)
        for n, person in enumerate(people, start=2)
    )
    return request


def test_request_page_stays_within_its_budget(demo_requests, count_queries) -> None:
    few, many = (
        count_queries(recommended(demo_requests, number).get_absolute_url()) for number in (2, 20)
    )
    assert few == many <= MAX_REQUEST_PAGE_QUERIES


def test_page_of_a_step_stays_within_its_budget(demo_requests, count_queries) -> None:
    few, many = (
        count_queries(reverse("request_approve", args=[recommended(demo_requests, number).pk]))
        for number in (2, 20)
    )
    assert few == many <= MAX_STEP_PAGE_QUERIES


def test_approval_stays_within_its_budget(demo_requests, count_queries) -> None:
    request = demo_requests.recommended()
    typed = {"version": request.version, "conditions": ""}
    url = reverse("request_approve", args=[request.pk])
    assert count_queries(url, typed) <= MAX_APPROVAL_QUERIES


def test_approval_takes_the_same_queries_for_few_and_for_many_people(
    demo_requests, count_queries
) -> None:
    numbers = set()
    for number in (2, 20):
        request = recommended(demo_requests, number)
        typed = {"version": request.version, "conditions": ""}
        numbers.add(count_queries(reverse("request_approve", args=[request.pk]), typed))
    assert len(numbers) == 1
