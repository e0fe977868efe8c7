"""The page that starts a request."""

import pytest
from django.test import Client
from django.urls import reverse

from access.models import Organization
from requests_app.models import AccountRequest
from tests.factories import (
    DemoUsers,
    account_of,
    approved_request,
    draft_request,
    filled_request,
    find_organization,
)

pytestmark = pytest.mark.template_database("users")

NEW = {"kind": "new", "declared_official": "on"}


def _client(demo_users: DemoUsers, who: str = "practitioner") -> Client:
    client = Client()
    client.force_login(demo_users[who])
    return client


def _post(client: Client, **typed: str) -> tuple[int, str]:
    response = client.post(reverse("request_new"), typed, follow=True)
    return response.status_code, response.content.decode()


def test_started_request_shows_similar_accounts_first(demo_users: DemoUsers) -> None:
    account = account_of(approved_request(filled_request(demo_users), demo_users))

    status, page = _post(_client(demo_users), organization=str(find_organization().pk), **NEW)

    assert status == 200
    assert account.handle in page
    assert "Use this account" in page


def test_new_request_has_the_time_zone_of_its_organization(demo_users: DemoUsers) -> None:
    Organization.objects.filter(code="rcn").update(time_zone="America/Halifax")
    assert draft_request(demo_users).time_zone == "America/Halifax"


def test_request_can_be_withdrawn_for_an_existing_account(demo_users: DemoUsers) -> None:
    request = draft_request(demo_users)
    typed = {"version": request.version, "reason": "An existing account is used instead: X"}

    _client(demo_users).post(reverse("request_withdraw", args=[request.pk]), typed)

    assert AccountRequest.objects.get(pk=request.pk).state == "withdrawn"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": "new", "declared_official": "on"}, "Choose the organization."),
        ({"kind": "change", "declared_official": "on"}, "Choose the account"),
        ({"kind": "new", "organization": "rcn"}, "not a personal or professional"),
        ({"kind": "carry_over", "organization": "rcn"}, "valid choice"),
        ({"kind": "new", "declared_official": "on", "organization": "ca"}, "valid choice"),
    ],
)
def test_start_form_reports_missing_or_invalid_answers(
    demo_users: DemoUsers, typed: dict[str, str], sentence: str
) -> None:
    if "organization" in typed:
        typed = typed | {"organization": str(find_organization(typed["organization"]).pk)}

    status, page = _post(_client(demo_users), **typed)

    assert status == 422
    assert sentence in page
    assert not AccountRequest.objects.exists()


def test_start_form_refuses_an_account_of_other_practitioners(demo_users: DemoUsers) -> None:
    account = account_of(approved_request(filled_request(demo_users), demo_users))

    status, page = _post(
        _client(demo_users, "practitioner2"),
        kind="change",
        declared_official="on",
        account=str(account.pk),
    )

    assert status == 422
    assert "valid choice" in page


@pytest.mark.parametrize("kind", ["change", "transfer"])
def test_start_form_starts_a_change_of_the_account(demo_users: DemoUsers, kind: str) -> None:
    account = account_of(approved_request(filled_request(demo_users), demo_users))

    status, page = _post(
        _client(demo_users), kind=kind, declared_official="on", account=str(account.pk)
    )

    assert status == 200
    assert AccountRequest.objects.get(kind=kind).account == account


def test_start_form_starts_a_carry_over_for_e_communications(demo_users: DemoUsers) -> None:
    organization = str(find_organization("ca").pk)

    status, _page = _post(
        _client(demo_users, "ecomms"),
        kind="carry_over",
        organization=organization,
        declared_official="on",
    )

    assert status == 200
    assert AccountRequest.objects.get().kind == "carry_over"


@pytest.mark.parametrize("who", ["superior", "pa", "admpa", "auditor", "nobody"])
def test_start_form_is_forbidden_to_other_roles(demo_users: DemoUsers, who: str) -> None:
    client = _client(demo_users, who)

    assert client.get(reverse("request_new")).status_code == 403
    assert client.post(reverse("request_new"), NEW).status_code == 403
