"""Attachments: private, audited, and marked when removed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from requests_app.models import AccountRequest, Attachment
from tests.factories import PDF, DemoUsers, consulted_request, draft_request, filled_request
from tests.versions import version_of

pytestmark = pytest.mark.template_database("users")


def _client(demo_users: DemoUsers, who: str = "practitioner") -> Client:
    client = Client()
    client.force_login(demo_users[who])
    return client


def _attach(request: AccountRequest, client: Client, name: str = "plan é.pdf") -> Attachment:
    url = reverse("request_page", args=[request.pk, "attachments"])
    file = SimpleUploadedFile(name, PDF, "text/html")
    assert client.post(url, {"file": file, "version": version_of(request)}).status_code == 302
    return Attachment.objects.latest("added_at")


def test_attachment_is_stored_under_a_random_name_with_its_hash(demo_users: DemoUsers) -> None:
    row = _attach(draft_request(demo_users), _client(demo_users))

    assert (row.name, row.media_type, row.size) == ("plan é.pdf", "application/pdf", 15)
    assert "plan" not in row.file.name
    assert len(row.sha256) == 64
    assert row.by == demo_users["practitioner"]


def test_attachment_is_served_as_a_download(demo_users: DemoUsers) -> None:
    request = draft_request(demo_users)
    row = _attach(request, _client(demo_users))

    response = _client(demo_users, "pa").get(reverse("attachment", args=[request.pk, row.pk]))

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("who", ["outsider", "practitioner2", "nobody"])
def test_attachment_is_not_found_when_the_request_is_not_visible(
    demo_users: DemoUsers, who: str
) -> None:
    request = draft_request(demo_users)
    row = _attach(request, _client(demo_users))
    client = _client(demo_users, who)

    assert client.get(reverse("attachment", args=[request.pk, row.pk])).status_code == 404
    assert client.post(reverse("attachment_remove", args=[request.pk, row.pk])).status_code == 404


def test_attachment_is_not_found_through_another_request(demo_users: DemoUsers) -> None:
    row = _attach(draft_request(demo_users), _client(demo_users))
    other = draft_request(demo_users)

    url = reverse("attachment", args=[other.pk, row.pk])

    assert _client(demo_users).get(url).status_code == 404


def test_removed_attachment_is_marked_and_logged(demo_users: DemoUsers) -> None:
    request = draft_request(demo_users)
    row = _attach(request, _client(demo_users))

    _client(demo_users).post(reverse("attachment_remove", args=[request.pk, row.pk]))

    row.refresh_from_db()
    assert row.removed_at is not None
    event = AuditEvent.objects.filter(object_id=str(request.pk)).latest("seq")
    assert event.before["attachments"] == ["plan é.pdf"]
    assert event.after["attachments"] == []
    assert (
        _client(demo_users).get(reverse("attachment", args=[request.pk, row.pk])).status_code == 404
    )


def test_reader_cannot_remove_an_attachment(demo_users: DemoUsers) -> None:
    request = draft_request(demo_users)
    row = _attach(request, _client(demo_users))

    response = _client(demo_users, "pa").post(
        reverse("attachment_remove", args=[request.pk, row.pk])
    )

    assert response.status_code == 403
    row.refresh_from_db()
    assert row.removed_at is None


def test_file_cannot_be_attached_outside_the_draft_state(demo_users: DemoUsers) -> None:
    request = consulted_request(filled_request(demo_users))
    url = reverse("request_page", args=[request.pk, "attachments"])
    file = SimpleUploadedFile("a.pdf", PDF)

    assert (
        _client(demo_users).post(url, {"file": file, "version": version_of(request)}).status_code
        == 409
    )
    assert not Attachment.objects.exists()


def test_attachment_form_refuses_content_that_does_not_match_the_extension(
    demo_users: DemoUsers,
) -> None:
    request = draft_request(demo_users)
    url = reverse("request_page", args=[request.pk, "attachments"])
    file = SimpleUploadedFile("a.pdf", b"<script>", "application/pdf")

    response = _client(demo_users).post(url, {"file": file, "version": request.version})

    assert response.status_code == 422
    assert "not what its name says" in response.content.decode()
    assert not Attachment.objects.exists()


def test_attachment_removal_refuses_get(demo_users: DemoUsers) -> None:
    request = draft_request(demo_users)
    row = _attach(request, _client(demo_users))

    url = reverse("attachment_remove", args=[request.pk, row.pk])

    assert _client(demo_users).get(url).status_code == 405
