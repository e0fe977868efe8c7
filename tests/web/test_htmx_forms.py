"""The page after htmx sent a form equals the page loaded afresh."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from access.models import Organization
from practitioners.models import Authorization
from requests_app.models import AccountRequest
from tests.factories import draft_request, filled_request
from tests.htmx import Page, attribute, elements, send_in_place
from tests.versions import version_of

pytestmark = pytest.mark.template_database("users")
PDF = b"%PDF-1.7\n%%EOF\n"


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def assert_equals_fresh_page(client: Client, url: str, data: dict[str, Any]) -> str:
    page, now_at = send_in_place(client, url, data)
    fresh = Page(client.get(now_at))
    assert page.without_messages().body == fresh.body
    assert page.title == fresh.title
    return now_at


def test_htmx_save_of_a_form_page_equals_a_fresh_page(demo_users):
    row = draft_request(demo_users)
    url = reverse("request_page", args=[row.pk, "need"])
    now_at = assert_equals_fresh_page(
        signed_in(demo_users["practitioner"]), url, {"purpose": "To tell.", "version": row.version}
    )
    assert now_at == reverse("request_page", args=[row.pk, "audience"])


def test_htmx_step_of_a_request_equals_a_fresh_page(demo_users):
    row = filled_request(demo_users)
    client = signed_in(demo_users["practitioner"])
    assert_equals_fresh_page(
        client, reverse("request_consult", args=[row.pk]), {"version": version_of(row)}
    )
    given = {"finding": "supported", "advice": "A clear need.", "version": version_of(row)}
    assert_equals_fresh_page(
        signed_in(demo_users["pa"]), reverse("request_advise", args=[row.pk]), given
    )
    assert_equals_fresh_page(
        client, reverse("request_submit", args=[row.pk]), {"version": version_of(row)}
    )
    assert AccountRequest.objects.get(pk=row.pk).submitted_at


def test_htmx_upload_of_a_file_equals_a_fresh_page(demo_users):
    row = draft_request(demo_users)
    url = reverse("request_page", args=[row.pk, "attachments"])
    file = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
    assert_equals_fresh_page(
        signed_in(demo_users["practitioner"]), url, {"file": file, "version": row.version}
    )
    assert row.attachments.get().name == "a.pdf"


def test_htmx_start_of_a_request_equals_a_fresh_page(demo_users):
    rcn = Organization.objects.get(code="rcn")
    given = {"kind": "new", "organization": str(rcn.pk), "declared_official": "on"}
    assert_equals_fresh_page(signed_in(demo_users["practitioner"]), reverse("request_new"), given)


def test_htmx_nomination_equals_a_fresh_page(demo_users):
    rcn = Organization.objects.get(code="rcn")
    given = {"person": "nobody", "organization": str(rcn.pk), "need": "Two hands more."}
    assert_equals_fresh_page(signed_in(demo_users["superior"]), reverse("practitioner_new"), given)
    assert Authorization.objects.filter(person=demo_users["nobody"]).exists()


def test_htmx_creation_of_a_person_equals_a_fresh_page(demo_users):
    given = {"name": "Ada Exemple", "username": "ada", "email": "ada@example.ca"}
    given |= {"engagement": "employee", "language": ""}
    assert_equals_fresh_page(signed_in(demo_users["administrator"]), reverse("person_new"), given)


@pytest.mark.parametrize("data", [{"planned_end": "2001-01-01"}, {"planned_end": "soon"}])
def test_htmx_swap_shows_form_errors(demo_users, data):
    row = draft_request(demo_users)
    url = reverse("request_page", args=[row.pk, "duration"])
    typed = data | {"version": row.version}
    page, now_at = send_in_place(signed_in(demo_users["practitioner"]), url, typed)
    assert now_at == url
    assert any(attribute(one, "class") == "errors" for one in elements(page.by_id("content")))
    assert "Error:" in page.title


def test_htmx_swap_shows_an_edit_conflict(demo_users):
    row = filled_request(demo_users)
    url = reverse("request_page", args=[row.pk, "need"])
    data = {"purpose": "Mine.", "version": str(row.version - 1)}
    page, _ = send_in_place(signed_in(demo_users["practitioner"]), url, data)
    assert "Somebody changed this" in str(page.by_id("content"))


@pytest.mark.template_database("demo")
def test_every_writing_form_is_sent_by_htmx(demo_data):
    """On every page that writes to a draft request."""
    row = draft_request(demo_data)
    client = signed_in(demo_data["practitioner"])
    for name, args in (
        ("request_new", ()),
        ("request_similar", (row.pk,)),
        ("request_page", (row.pk, "attachments")),
        ("request_withdraw", (row.pk,)),
    ):
        content = Page(client.get(reverse(name, args=args))).by_id("content")
        forms = [one for one in elements(content) if attribute(one, "method") == "post"]
        assert forms
        assert all(attribute(one, "data-hx-sync") == "this:drop" for one in forms), name
