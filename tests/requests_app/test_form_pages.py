"""Form pages: valid values are saved, errors are shown, and typed values are kept (§ 4.2)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from requests_app.form_spec import FORM_FIELDS, FORM_PAGES, pages_of
from requests_app.models import AccountRequest
from requests_app.services.drafts import edit
from requests_app.views.form import FORMS
from tests.factories import (
    DemoUsers,
    advised_request,
    draft_request,
    filled_request,
    returned_request,
)
from tests.versions import version_of

pytestmark = pytest.mark.template_database("users")


def _url(request: AccountRequest, slug: str) -> str:
    return reverse("request_page", args=[request.pk, slug])


def _typed(demo_users: DemoUsers) -> dict[str, dict[str, Any]]:
    """Valid values of each page, by field."""
    return {
        "account": {
            "language_mode": "pair",
            "address_1": "https://x.com/exemple_en",
            "address_2": "https://x.com/exemple_fr",
            "name_en": "Example",
            "name_fr": "Exemple",
        },
        "need": {"purpose": "To tell.", "need": "Nobody knows.", "why_not_existing": "None."},
        "audience": {
            "audience": "internal",
            "level": "regional",
            "objectives": ["1", "8"],
            "use": "messages",
        },
        "languages": {
            "translation_plan": "Together.",
            "notice_en": "https://www.canada.ca/en/n.html",
            "notice_fr": "https://www.canada.ca/fr/n.html",
        },
        "content": {
            "content_model": "Weekly.",
            "approval_chain": "PA staff.",
            "coordinator": "other",
            "coordination_reason": "No PA staff on board.",
        },
        "people": {
            "practitioners": [
                str(demo_users["practitioner"].pk),
                str(demo_users["practitioner2"].pk),
            ],
            "responsible_person": "superior",
            "backup_monitor": "practitioner2",
        },
        "monitoring": {
            "monitoring_days": ["1", "2", "7"],
            "monitoring_from": "07:30",
            "monitoring_to": "15:30",
            "time_zone": "America/Halifax",
        },
        "duration": {"used_on_deployment": "on", "planned_end": "2099-12-31"},
    }


def test_form_saves_and_shows_every_field(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)
    for slug, typed in _typed(demo_users).items():
        response = practitioner_client.post(
            _url(request, slug), typed | {"version": version_of(request)}
        )
        assert response.status_code == 302, (slug, response.content.decode())
    request = AccountRequest.objects.get(pk=request.pk)
    for slug, typed in _typed(demo_users).items():
        shown = FORMS[slug](row=request, reader=demo_users["practitioner"])
        for name, value in typed.items():
            assert _plain(shown[name].value()) == _plain(value), (slug, name)
    assert request.facts().missing == ()


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(str(getattr(one, "pk", one)) for one in value)
    text = str(value)
    return {"on": "True"}.get(text, text[:5] if text.count(":") == 2 else text)


def test_every_form_field_is_on_a_page() -> None:
    pages = [*FORMS, "attachments"]

    assert pages == [page.slug for page in FORM_PAGES]
    assert {field.page for field in FORM_FIELDS if field.kinds} == set(pages)


def test_incomplete_form_page_is_saved(demo_users: DemoUsers, practitioner_client: Client) -> None:
    request = draft_request(demo_users)

    practitioner_client.post(
        _url(request, "need"), {"purpose": "To tell.", "version": request.version}
    )

    assert AccountRequest.objects.get(pk=request.pk).purpose == "To tell."


def test_saved_form_page_redirects_to_the_next(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)

    response = practitioner_client.post(
        _url(request, "need"), {"purpose": "To tell.", "version": request.version}
    )

    assert response["Location"] == _url(request, "audience")


@pytest.mark.parametrize(
    ("slug", "typed", "sentence"),
    [
        ("account", {"address_1": "https://x.com@evil.example/a"}, "an @ before the name"),
        ("account", {"handle_1": "abc"}, "Choose the platform"),
        ("account", {"address_1": "https://www.tiktok.com/@abc"}, "not allowed on government"),
        (
            "account",
            {"address_1": "https://x.com/a_b", "address_2": "https://x.com/c_d"},
            "Two accounts are given",
        ),
        ("people", {"responsible_person": "no.such.person"}, "has this e-mail address"),
        ("people", {"backup_monitor": "superior"}, "authorization is in force"),
        ("monitoring", {"monitoring_from": "08:00", "monitoring_to": "08:00"}, "the same as"),
        ("duration", {"planned_end": "2001-01-01"}, "cannot be in the past"),
        ("languages", {"notice_en": "no address", "translation_plan": "Kept."}, "valid URL"),
    ],
)
def test_invalid_form_page_shows_the_error_and_keeps_the_input(
    demo_users: DemoUsers,
    practitioner_client: Client,
    slug: str,
    typed: dict[str, str],
    sentence: str,
) -> None:
    request = draft_request(demo_users)
    modes = {"language_mode": "bilingual", "name_en": "Kept name"} if slug == "account" else {}

    response = practitioner_client.post(
        _url(request, slug), typed | modes | {"version": request.version}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    for value in (typed | modes).values():
        assert value in page
    assert AccountRequest.objects.get(pk=request.pk).version == request.version


def test_practitioner_is_found_by_part_of_the_name(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)
    typed = {"find": "praticien 2", "responsible_person": "superior", "look": "1"}

    page = practitioner_client.post(_url(request, "people"), typed).content.decode()

    assert str(demo_users["practitioner2"].pk) in page
    assert str(demo_users["outsider"].pk) not in page
    assert 'value="superior"' in page


def test_practitioner_of_another_organization_cannot_be_chosen(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)

    response = practitioner_client.post(
        _url(request, "people"),
        {"practitioners": [str(demo_users["outsider"].pk)], "version": request.version},
    )

    assert list(response.context["form"].errors) == ["practitioners"]
    assert response.status_code == 422


def test_stale_form_page_shows_both_versions(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = filled_request(demo_users)
    seen = request.version
    edit(request, by=demo_users["practitioner"], purpose="Theirs.")

    response = practitioner_client.post(
        _url(request, "need"), {"purpose": "Mine.", "need": "My need.", "version": seen}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert all(text in page for text in ("Theirs.", "Mine.", "My need."))
    assert AccountRequest.objects.get(pk=request.pk).purpose == "Theirs."


def test_conflict_page_can_be_submitted_again(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = filled_request(demo_users)
    seen = request.version
    now = edit(request, by=demo_users["practitioner"], purpose="Theirs.").row.version
    url = _url(request, "need")

    page = practitioner_client.post(url, {"purpose": "Mine.", "version": seen}).content.decode()
    assert f'name="version" value="{now}"' in page
    practitioner_client.post(url, {"purpose": "Mine.", "version": now})

    assert AccountRequest.objects.get(pk=request.pk).purpose == "Mine."


@pytest.mark.parametrize("slug", [section.slug for section in pages_of("new")][:-1])
def test_every_form_page_can_show_an_edit_conflict(
    demo_users: DemoUsers, practitioner_client: Client, slug: str
) -> None:
    request = filled_request(demo_users)
    edit(request, by=demo_users["practitioner"], purpose="Theirs.")

    response = practitioner_client.post(
        _url(request, slug), _typed(demo_users)[slug] | {"version": 1}
    )

    assert response.status_code == 409


def test_form_warns_that_a_change_voids_the_advice(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = advised_request(filled_request(demo_users), demo_users)
    before = practitioner_client.get(_url(request, "need")).content.decode()
    assert "PA staff have advised on this" in before

    after = practitioner_client.post(
        _url(request, "need"),
        {
            "purpose": "Other.",
            "need": "N",
            "why_not_existing": "W",
            "version": version_of(request),
        },
        follow=True,
    ).content.decode()

    assert "consult them again" in after


def test_task_list_shows_the_progress_of_each_page(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = filled_request(demo_users, translation_plan="")

    page = practitioner_client.get(reverse("request_form", args=[request.pk])).content.decode()

    assert page.count("To do") == 1
    assert "Optional" in page
    assert "Done" in page


def test_task_list_marks_the_returned_pages(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = returned_request(filled_request(demo_users), demo_users)

    page = practitioner_client.get(reverse("request_form", args=[request.pk])).content.decode()

    assert page.count("Returned: see") == 2
