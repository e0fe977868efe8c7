"""The address typed in the form: parsed, looked up, and compared with those in use (§ 3.16)."""

import pytest
from django.test import Client
from django.urls import reverse

from requests_app.models import AccountRequest
from tests.factories import (
    DemoUsers,
    account_of,
    approved_request,
    draft_request,
    filled_request,
    proposal,
    submitted_request,
)
from tests.htmx import HX
from tests.versions import version_of

pytestmark = pytest.mark.template_database("users")


def _url(request: AccountRequest, slug: str) -> str:
    return reverse("request_page", args=[request.pk, slug])


def test_handle_with_its_platform_is_accepted_instead_of_an_address(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)
    platform = proposal().platform
    typed = {"language_mode": "bilingual", "platform_1": str(platform.pk), "handle_1": "@a_b_c"}

    practitioner_client.post(_url(request, "account"), typed | {"version": version_of(request)})

    assert request.proposals.get().address == "https://x.com/a_b_c"


def test_contradicting_address_and_handle_are_refused(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)
    typed = {
        "language_mode": "bilingual",
        "address_1": "https://x.com/a_b_c",
        "platform_1": str(proposal().platform.pk),
        "handle_1": "d_e_f",
    }

    response = practitioner_client.post(
        _url(request, "account"), typed | {"version": version_of(request)}
    )

    assert "do not agree" in response.content.decode()


def test_address_lookup_saves_nothing(demo_users: DemoUsers, practitioner_client: Client) -> None:
    request = draft_request(demo_users)
    typed = {"language_mode": "bilingual", "address_1": "twitter.com/A_b_c?s=20", "look": "1"}

    page = practitioner_client.post(
        _url(request, "account"), typed | {"version": version_of(request)}
    ).content.decode()

    assert "https://x.com/A_b_c" in page
    assert not request.proposals.exists()


def test_lookalike_address_is_reported_without_its_owner(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    other = submitted_request(filled_request(demo_users, army=True), demo_users)
    request = draft_request(demo_users)
    look = {"language_mode": "bilingual", "address_1": "https://x.com/exernple_osma", "look": "1"}

    page = practitioner_client.post(_url(request, "account"), look).content.decode()

    assert "look-alike handle exists" in page
    assert other.reference not in page


def test_handle_of_another_request_is_reported(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    submitted_request(filled_request(demo_users, army=True), demo_users)
    request = filled_request(demo_users)

    page = practitioner_client.get(_url(request, "account")).content.decode()

    assert "already has this handle" in page


def _beside(client: Client, request: AccountRequest, address: str) -> str:
    typed = {"language_mode": "bilingual", "address_1": address, "look": "1"}
    response = client.post(_url(request, "account"), typed, headers=HX | {"HX-Target": "beside"})
    assert "<html" not in response.content.decode()
    return response.content.decode()


def test_typed_address_is_parsed_beside_the_form(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    said = _beside(practitioner_client, draft_request(demo_users), "twitter.com/A_b_c?s=20")

    assert "https://x.com/A_b_c" in said


def test_invalid_typed_address_is_reported_beside_the_form(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    said = _beside(practitioner_client, draft_request(demo_users), "https://x.com@evil.example/a")

    assert "an @ before the name" in said


def test_existing_lookalike_account_is_offered_for_use(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    account = account_of(approved_request(filled_request(demo_users), demo_users))
    request = draft_request(demo_users)

    said = _beside(practitioner_client, request, "https://x.com/exernple_osma")

    assert account.get_absolute_url() in said
    assert reverse("request_withdraw", args=[request.pk]) in said
    assert "Use this account" in said


def test_lookalike_account_outside_the_scope_is_not_named(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    account = account_of(approved_request(filled_request(demo_users, army=True), demo_users))

    said = _beside(practitioner_client, draft_request(demo_users), "https://x.com/exernple_osma")

    assert "look-alike handle exists" in said
    assert str(account.pk) not in said


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("https://www.facebook.com/NATO", "only older accounts have one"),
        ("https://www.linkedin.com/company/1234567/", "by its number or by a former name"),
        ("https://www.youtube.com/user/ExampleUnit", "by its number or by a former name"),
    ],
)
def test_unusual_address_is_accepted_with_a_warning(
    demo_users: DemoUsers, practitioner_client: Client, address: str, sentence: str
) -> None:
    request = draft_request(demo_users)

    assert sentence in _beside(practitioner_client, request, address)

    typed = {"version": request.version, "language_mode": "bilingual", "address_1": address}
    practitioner_client.post(_url(request, "account"), typed)
    assert request.proposals.get().key


@pytest.mark.parametrize(
    "address", ["https://www.facebook.com/.....", "https://www.facebook.com/index.php"]
)
def test_address_of_no_account_is_refused(
    demo_users: DemoUsers, practitioner_client: Client, address: str
) -> None:
    request = draft_request(demo_users)

    practitioner_client.post(
        _url(request, "account"), {"language_mode": "bilingual", "address_1": address}
    )

    assert not request.proposals.exists()


def test_accented_handle_is_stored_decoded(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    request = draft_request(demo_users)
    address = "https://www.linkedin.com/company/unit%C3%A9-fictive/"

    typed = {"version": request.version, "language_mode": "bilingual", "address_1": address}
    practitioner_client.post(_url(request, "account"), typed)

    stored = request.proposals.get()
    assert (stored.handle, stored.address) == (
        "unité-fictive",
        "https://www.linkedin.com/company/unité-fictive",
    )


def test_form_offers_the_platforms_in_use_alone(
    demo_users: DemoUsers, practitioner_client: Client
) -> None:
    page = practitioner_client.get(_url(draft_request(demo_users), "account")).content.decode()

    assert ">YouTube</option>" in page
    assert ">Twitter</option>" not in page
    assert ">Tinder</option>" not in page
