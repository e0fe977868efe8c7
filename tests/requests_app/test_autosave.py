"""Autosave of form pages: typed values are stored apart from the request and shown again."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from requests_app.models import AccountRequest, AutosavedPage
from requests_app.services.drafts import edit
from tests.factories import DemoUsers, draft_request, filled_request
from tests.htmx import HX

pytestmark = pytest.mark.template_database("users")

KEEP = {"keep": "1"}


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(request: AccountRequest, slug: str = "need") -> str:
    return reverse("request_page", args=[request.pk, slug])


def keep(client: Client, request: AccountRequest, slug: str = "need", **typed: Any) -> str:
    data = {"version": request.version} | KEEP | typed
    response = client.post(page(request, slug), data, headers=HX | {"HX-Target": "kept"})
    assert response.status_code == 200
    return response.content.decode()


def test_autosave_shows_when_the_page_was_saved(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    assert "Saved as a draft at" in keep(
        practitioner_client, draft_request(demo_users), purpose="To t"
    )


def test_autosave_time_is_written_in_french(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)
    url = page(request).replace("/en/", "/fr/")
    said = practitioner_client.post(url, KEEP | {"purpose": "Pour d"}).content.decode()
    assert "Enregistré comme ébauche à" in said
    assert "\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}" in said


def test_autosave_changes_neither_the_request_nor_the_audit_log(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)
    events = AuditEvent.objects.count()
    keep(practitioner_client, request, purpose="To tell.")
    now = AccountRequest.objects.get(pk=request.pk)
    assert (now.purpose, now.version, AuditEvent.objects.count()) == ("", request.version, events)


def test_autosaved_values_are_shown_in_their_fields(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = filled_request(demo_users)
    keep(practitioner_client, request, purpose="To tell mo", need="", why_not_existing="None.")
    response = practitioner_client.get(page(request))
    assert response.context["form"]["purpose"].value() == "To tell mo"
    assert response.context["form"]["need"].value() == ""
    assert "This is a draft" in response.content.decode()


@pytest.mark.parametrize(
    ("slug", "typed"),
    [
        ("audience", {"objectives": ["1", "8"], "level": "regional"}),
        ("monitoring", {"monitoring_days": ["1", "7"], "monitoring_from": "07:30"}),
        ("duration", {"used_on_deployment": "on", "planned_end": "2099-12-31"}),
        ("account", {"language_mode": "pair", "address_1": "https://x.com/exemple_en"}),
        ("people", {"responsible_person": "superior"}),
    ],
)
def test_autosave_keeps_fields_of_every_type(
    demo_users: DemoUsers, practitioner_client: Client, slug: str, typed: dict[str, Any]
) -> None:
    request = draft_request(demo_users)
    keep(practitioner_client, request, slug, **typed)
    form = practitioner_client.get(page(request, slug)).context["form"]
    assert {name: form[name].value() for name in typed} == typed | (
        {"used_on_deployment": True} if "used_on_deployment" in typed else {}
    )


def test_autosaved_practitioner_is_still_offered(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)
    other = str(demo_users["practitioner2"].pk)
    keep(practitioner_client, request, "people", practitioners=[other])
    assert f'value="{other}"' in practitioner_client.get(page(request, "people")).content.decode()


def test_autosave_reports_and_drops_invalid_values(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)
    said = keep(
        practitioner_client, request, "duration", used_on_deployment="on", planned_end="2001-01-01"
    )
    assert "cannot be in the past" in said
    assert AutosavedPage.objects.get().values == {"used_on_deployment": True}


def test_saving_the_page_deletes_the_autosaved_values(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)
    keep(practitioner_client, request, purpose="To t")
    practitioner_client.post(page(request), {"purpose": "To tell.", "version": request.version})
    assert not AutosavedPage.objects.exists()


def test_late_autosave_after_saving_keeps_nothing(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)
    practitioner_client.post(page(request), {"purpose": "To tell.", "version": request.version})
    assert "Nothing here differs" in keep(practitioner_client, request, purpose="To tell.")
    assert not AutosavedPage.objects.exists()


def test_refused_save_keeps_the_autosaved_values(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)
    keep(practitioner_client, request, "duration", used_on_deployment="on")
    practitioner_client.post(
        page(request, "duration"), {"planned_end": "2001-01-01", "version": request.version}
    )
    assert AutosavedPage.objects.exists()


def test_autosaved_values_can_be_discarded(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)
    keep(practitioner_client, request, purpose="To t")
    shown = practitioner_client.post(page(request), {"discard": "1"}, follow=True)
    assert shown.context["form"]["purpose"].value() == ""
    assert "The draft is discarded" in shown.content.decode()
    assert not AutosavedPage.objects.exists()


def test_autosaved_values_are_hidden_from_other_people(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = filled_request(demo_users)
    edit(
        request,
        by=demo_users["practitioner"],
        practitioners=[demo_users["practitioner"], demo_users["practitioner2"]],
    )
    keep(practitioner_client, request, purpose="Mine alone.")
    other = signed_in(demo_users["practitioner2"]).get(page(request))
    assert other.status_code == 200
    assert "Mine alone." not in other.content.decode()


def test_autosave_is_refused_without_permission_to_edit(demo_users: DemoUsers) -> None:
    request = draft_request(demo_users)
    for who, status in (("pa", 403), ("outsider", 404)):
        response = signed_in(demo_users[who]).post(page(request), KEEP | {"purpose": "Theirs."})
        assert response.status_code == status
    assert not AutosavedPage.objects.exists()


def test_autosave_reports_an_edit_conflict_and_shows_both_versions(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = filled_request(demo_users)
    edit(request, by=demo_users["practitioner"], purpose="Theirs.")
    said = keep(practitioner_client, request, purpose="Mine.")
    assert "Somebody changed this request" in said
    assert f'href="{page(request)}"' in said
    shown = practitioner_client.get(page(request)).content.decode()
    assert all(text in shown for text in ("As it stands now", "Theirs.", "Mine."))


def test_autosaved_values_can_be_saved_after_an_edit_conflict(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = filled_request(demo_users)
    edit(request, by=demo_users["practitioner"], purpose="Theirs.")
    keep(practitioner_client, request, purpose="Mine.")
    form = practitioner_client.get(page(request)).context["form"]
    data = {"purpose": "Mine.", "version": form["version"].value()}
    assert practitioner_client.post(page(request), data).status_code == 302
    assert AccountRequest.objects.get(pk=request.pk).purpose == "Mine."
