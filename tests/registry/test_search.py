"""The search box of the registry and of the public list."""

import unicodedata

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import Organization, Person
from registry.models import Account, AccountAddress
from registry.queries.search import account_condition
from tests.factories import create_accounts, create_official_accounts

pytestmark = pytest.mark.template_database("users")

LISTS = ("/en/registry/", "/fr/registry/", "/en/official/", "/fr/official/")
NAMES = {"name_en": "Zephyr’s “West” Wing", "name_fr": "Régiment de la Chaudière – Œuvres"}


@pytest.fixture
def searched_account(demo_users: dict[str, Person]) -> Account:
    """One of three official accounts of the Navy; a fourth is of the Army."""
    account = create_official_accounts(3)[1]
    create_official_accounts(1, organization="ca")
    for name, value in NAMES.items():
        setattr(account, name, value)
    account.save()
    return account


def found(client: Client, reader: Person, url: str, text: str) -> set[Account]:
    client.force_login(reader)
    response = client.get(url, {"q": text})
    assert response.status_code == 200
    return set(response.context["page"].rows)


@pytest.mark.parametrize("url", LISTS)
@pytest.mark.parametrize(
    "text",
    [
        "regiment",
        "RÉGIMENT chaudiere",
        unicodedata.normalize("NFD", "Régiment"),
        "zephyr's west",
        "“Zephyr’s”",
        "« Régiment »",
        "oeuvres",
        "chaudière - œuvres",
        "wing\N{NO-BREAK SPACE}zephyr",
        "navy zephyr",
        "royale canadienne regiment",
    ],
)
def test_lists_find_a_name_in_any_writing(client, demo_users, searched_account, url, text):
    assert found(client, demo_users["ecomms"], url, text) == {searched_account}


@pytest.mark.parametrize("url", LISTS)
@pytest.mark.parametrize(
    "pasted",
    [
        "https://x.com/{handle}",
        "  x.com/{handle}\n",
        "https://X.com/{handle}/?s=20",
        "<https://x.com/{handle}>.",
        "« https://x.com/{handle} »",
        "(https://www.x.com/{handle}),",
        "Chaudière: https://x.com/{handle}",
    ],
)
def test_lists_find_a_pasted_address(client, demo_users, searched_account, url, pasted):
    text = pasted.format(handle=searched_account.handle)
    assert found(client, demo_users["ecomms"], url, text) == {searched_account}


@pytest.mark.parametrize("url", LISTS)
@pytest.mark.parametrize("write", ["{}", "@{}", "{} "])
def test_lists_find_a_handle(client, demo_users, searched_account, url, write):
    text = write.format(searched_account.handle.upper())
    assert found(client, demo_users["ecomms"], url, text) == {searched_account}


@pytest.mark.parametrize("url", LISTS)
@pytest.mark.parametrize(
    "write",
    [
        str.lower,
        lambda number: number.replace("-", " "),
        lambda number: number.replace("-", "–"),
        lambda number: number.replace("-", ""),
        lambda number: number.removeprefix("OSMA-"),
        lambda number: number.removeprefix("OSMA-").replace("-", "").lower(),
        lambda number: number[:-2],
    ],
)
def test_lists_find_a_registry_number_in_any_writing(
    client, demo_users, searched_account, url, write
):
    assert found(client, demo_users["ecomms"], url, write(searched_account.number)) == {
        searched_account
    }


@pytest.mark.parametrize("url", LISTS)
@pytest.mark.parametrize("text", ["Royal Canadian Navy", "marine royale canadienne", "rcn", "MRC"])
def test_lists_find_the_accounts_of_an_organization(
    client, demo_users, searched_account, url, text
):
    rows = set(Account.objects.filter(organization__code="rcn"))
    assert len(rows) == 3
    assert found(client, demo_users["ecomms"], url, text) == rows


def test_search_finds_the_new_name_of_an_organization(demo_users, searched_account):
    navy = Organization.objects.get(code="rcn")
    navy.name_en, navy.name_fr = "Sea Élément", "Élément de la mer"
    navy.save()
    rows = Account.objects.filter(account_condition("sea element"))
    assert set(rows) == set(Account.objects.filter(organization=navy))
    assert not Account.objects.filter(account_condition("royal navy"))


def test_search_finds_a_former_address(searched_account):
    platform = searched_account.platform
    former = AccountAddress.objects.get(account=searched_account)
    former.handle = former.key = "zephyr_before"
    former.save()
    assert platform.slug == "x"
    assert set(Account.objects.filter(account_condition("x.com/Zephyr_Before"))) == {
        searched_account
    }


@pytest.mark.parametrize(
    "text",
    [
        "https://x.com/nobody_has_this",
        "https://flickr.com/photos/{handle}",
        "https://x.com@evil.example/{handle}",
        "...",
        "/",
        "zephyr 100%",
        "zeph_r",
    ],
)
def test_search_finds_nothing_where_nothing_is(searched_account, text):
    assert not Account.objects.filter(
        account_condition(text.format(handle=searched_account.handle))
    )


@pytest.mark.parametrize("url", LISTS)
def test_search_of_a_name_takes_no_further_query(client, demo_users, searched_account, url):
    client.force_login(demo_users["ecomms"])
    client.get(url)
    costs = []
    for query in ({}, {"q": "royal zephyr"}):
        with CaptureQueriesContext(connection) as queries:
            client.get(url, query)
        costs.append(len(queries))
    assert costs[1] <= costs[0]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/en/registry/", "No account matches “&lt;zzz&gt;”"),
        ("/en/official/", "No account matches “&lt;zzz&gt;”"),
        ("/fr/registry/", "Aucun compte ne correspond à «\N{NO-BREAK SPACE}&lt;zzz&gt;"),
        ("/fr/official/", "Aucun compte ne correspond à «\N{NO-BREAK SPACE}&lt;zzz&gt;"),
        ("/en/requests/", "No request matches “&lt;zzz&gt;”"),
        ("/fr/requests/", "Aucune demande ne correspond à «\N{NO-BREAK SPACE}&lt;zzz&gt;"),
        ("/en/queue/", "No request matches “&lt;zzz&gt;”"),
        ("/en/people/", "Nobody matches “&lt;zzz&gt;”"),
        ("/en/practitioners/", "Nobody matches “&lt;zzz&gt;”"),
        ("/en/organizations/", "No organization matches “&lt;zzz&gt;”"),
    ],
)
def test_empty_result_says_what_was_looked_for_and_what_to_try(client, demo_users, url, said):
    client.force_login(demo_users["ecomms"])
    page = client.get(url, {"q": "<zzz>"}).content.decode()
    assert said in page
    assert ("Essayez une partie" if url.startswith("/fr") else "Try part of") in page


def test_accounts_that_are_not_official_stay_out_of_the_public_search(client, demo_users):
    hidden = create_accounts(1)[0]
    assert found(client, demo_users["ecomms"], "/en/registry/", hidden.handle) == {hidden}
    for text in (hidden.handle, f"https://x.com/{hidden.handle}", hidden.number):
        assert found(client, demo_users["ecomms"], "/en/official/", text) == set()
