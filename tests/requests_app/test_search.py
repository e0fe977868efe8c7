"""The search box of the list of requests."""

import pytest
from django.test import Client
from django.urls import reverse

from requests_app.models import AccountRequest
from tests.factories import (
    DemoUsers,
    change_request,
    create_accounts,
    filled_request,
    pair_request,
    proposal,
)

pytestmark = pytest.mark.template_database("users")


@pytest.fixture
def request_found(demo_users: DemoUsers) -> AccountRequest:
    pair_request(demo_users)
    return filled_request(
        demo_users,
        name_en="Zephyr’s Wing",
        name_fr="Régiment de la Chaudière",
        handles=[proposal("https://x.com/exemple_zephyr")],
    )


def found(client: Client, text: str) -> list[AccountRequest]:
    rows: list[AccountRequest] = client.get(reverse("requests"), {"q": text}).context["page"].rows
    return rows


@pytest.mark.parametrize(
    "text",
    [
        "regiment chaudiere",
        "zephyr's",
        "@Exemple_Zephyr",
        "<https://x.com/exemple_zephyr>,",
        "Marine royale canadienne chaudiere",
    ],
)
def test_requests_are_found_by_name_handle_address_and_organization(
    request_found: AccountRequest, superior_client: Client, text: str
) -> None:
    assert found(superior_client, text) == [request_found]


def test_request_is_found_by_its_reference(
    request_found: AccountRequest, superior_client: Client
) -> None:
    assert found(superior_client, request_found.reference.lower()) == [request_found]


def test_change_is_found_by_what_finds_its_account(
    demo_users: DemoUsers, superior_client: Client
) -> None:
    filled_request(demo_users)
    account = create_accounts(1)[0]
    change = change_request(account, demo_users)
    assert account.number
    address = f"https://x.com/{account.handle}"
    for text in (account.number, account.number.replace("-", ""), account.name_fr, address):
        assert found(superior_client, text) == [change], text
