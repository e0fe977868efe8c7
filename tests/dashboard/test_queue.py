from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import Organization, RoleAssignment
from dashboard import views
from demo.requests import DemoRequests
from requests_app.models import AccountRequest

pytestmark = pytest.mark.template_database("assessed")


def queue_page(
    client: Client, demo_requests: DemoRequests, query: str = "", who: str = "ecomms"
) -> str:
    client.force_login(demo_requests.users[who])
    response = client.get(f"/en/queue/{query}")
    assert response.status_code == 200
    return response.content.decode()


def set_due_in(request: AccountRequest, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    AccountRequest.objects.filter(pk=request.pk).update(due_on=day)


def submit_requests_in_bulk(demo_requests: DemoRequests, number: int) -> None:
    """Many requests along allowed transitions, past the workflow steps."""
    navy, by = Organization.objects.get(code="rcn"), demo_requests.users["practitioner"]
    rows = AccountRequest.objects.bulk_create(
        AccountRequest(
            reference=f"T-{uuid4().hex[:12]}", organization=navy, requester=by, state="draft"
        )
        for _ in range(number)
    )
    for state in ("in_consultation", "advised", "submitted"):
        AccountRequest.objects.filter(pk__in=[row.pk for row in rows]).update(state=state)


def test_review_queue_is_forbidden_to_other_roles(
    client: Client, demo_requests: DemoRequests
) -> None:
    for who in ("practitioner", "l1", "admpa", "auditor", "nobody"):
        client.force_login(demo_requests.users[who])
        assert client.get("/en/queue/").status_code == 403


def test_empty_review_queue_says_so(client: Client, demo_requests: DemoRequests) -> None:
    assert "The queue is empty" in queue_page(client, demo_requests)


def test_unassigned_request_has_an_assign_button(
    client: Client, demo_requests: DemoRequests
) -> None:
    request = demo_requests.submitted()
    html = queue_page(client, demo_requests)
    assert request.reference in html
    assert '<td data-label="Assigned to">Unassigned</td>' in html
    assert f'href="/en/requests/{request.pk}/assign/"' in html


def test_assigned_request_can_be_unassigned_by_its_reviewer_alone(
    client: Client, demo_requests: DemoRequests
) -> None:
    request = demo_requests.in_review()
    assert f'href="/en/requests/{request.pk}/unassign/"' in queue_page(client, demo_requests)
    html = queue_page(client, demo_requests, who="ecomms2")
    assert demo_requests.users["ecomms"].name in html
    assert f"/{request.pk}/assign/" not in html
    assert f"/{request.pk}/unassign/" not in html


def test_request_of_a_reviewer_without_role_counts_as_unassigned(
    client: Client, demo_requests: DemoRequests
) -> None:
    request = demo_requests.in_review()
    RoleAssignment.objects.filter(person=demo_requests.users["ecomms"]).update(
        ended_at=timezone.now()
    )
    html = queue_page(client, demo_requests, "?assignee=nobody", who="ecomms2")
    assert f'href="/en/requests/{request.pk}/assign/"' in html


def test_review_queue_can_be_filtered_by_state(client: Client, demo_requests: DemoRequests) -> None:
    waiting, taken = demo_requests.submitted(), demo_requests.in_review()
    html = queue_page(client, demo_requests, "?state=submitted")
    assert waiting.reference in html
    assert taken.reference not in html


def test_review_queue_can_be_filtered_by_assignee(
    client: Client, demo_requests: DemoRequests
) -> None:
    waiting, taken = demo_requests.submitted(), demo_requests.in_review()
    assert taken.reference in queue_page(client, demo_requests, "?assignee=mine")
    assert waiting.reference not in queue_page(client, demo_requests, "?assignee=mine")
    assert waiting.reference in queue_page(client, demo_requests, "?assignee=nobody")
    assert taken.reference not in queue_page(client, demo_requests, "?assignee=nobody")


def test_review_queue_can_be_filtered_by_time_left(
    client: Client, demo_requests: DemoRequests
) -> None:
    late, soon, later = (
        demo_requests.submitted(),
        demo_requests.submitted(),
        demo_requests.submitted(),
    )
    set_due_in(late, -10)
    set_due_in(soon, 0)
    set_due_in(later, 30)
    expected = {"late": late, "soon": soon, "later": later}
    for age, request in expected.items():
        html = queue_page(client, demo_requests, f"?age={age}")
        assert [r.reference for r in expected.values() if r.reference in html] == [
            request.reference
        ]
    assert "working days late" in queue_page(client, demo_requests, "?age=late")
    assert "Target is today" in queue_page(client, demo_requests, "?age=soon")


def test_review_queue_filtered_to_nothing_says_so(
    client: Client, demo_requests: DemoRequests
) -> None:
    demo_requests.submitted()
    assert "No request fits these filters" in queue_page(client, demo_requests, "?assignee=mine")


def test_review_queue_says_which_filters_it_cannot_read(
    client: Client, demo_requests: DemoRequests
) -> None:
    request = demo_requests.submitted()
    html = queue_page(client, demo_requests, "?state=nowhere&age=x&assignee=y&after=z")
    assert request.reference in html
    for name in ("state", "age", "assignee"):
        assert f'<p class="error" id="id_{name}_error">' in html


def test_review_queue_pages_link_forward_and_back(
    client: Client, demo_requests: DemoRequests, monkeypatch
) -> None:
    monkeypatch.setattr(views, "QUEUE_PAGE_SIZE", 2)
    first, second, third = (demo_requests.submitted() for _ in range(3))
    for place, request in enumerate((first, second, third)):
        set_due_in(request, place)
    client.force_login(demo_requests.users["ecomms"])
    page = client.get("/en/queue/").context
    assert [item.title.split()[0] for item in page["items"]] == [first.reference, second.reference]
    assert page["page"].previous_url == ""
    set_due_in(second, 9)  # the place of the page stays where it was
    after = client.get(f"/en/queue/{page['page'].next_url}").context
    assert [item.title.split()[0] for item in after["items"]] == [
        third.reference,
        second.reference,
    ]
    assert after["page"].next_url == ""
    back = client.get(f"/en/queue/{after['page'].previous_url}").context
    assert [item.title.split()[0] for item in back["items"]] == [first.reference]


def test_review_queue_query_count_does_not_grow_with_requests(
    client: Client, demo_requests: DemoRequests
) -> None:
    counts = []
    for more in (2, 18):
        submit_requests_in_bulk(demo_requests, more)
        client.force_login(demo_requests.users["ecomms"])
        client.get("/en/queue/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/queue/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_review_queue_opens_in_french(client: Client, demo_requests: DemoRequests) -> None:
    request = demo_requests.submitted()
    client.force_login(demo_requests.users["ecomms2"])
    html = client.get("/fr/queue/").content.decode()
    assert f'href="/fr/requests/{request.pk}/assign/"' in html
    assert '<html lang="fr">' in html


def test_review_queue_can_be_searched(client: Client, demo_requests: DemoRequests) -> None:
    sought, other = demo_requests.submitted(), demo_requests.submitted()
    handle = sought.proposals.get().handle
    for text in (sought.reference.lower(), f"@{handle}", f"https://x.com/{handle}"):
        html = queue_page(client, demo_requests, f"?q={text}")
        assert sought.reference in html, text
        assert other.reference not in html, text
