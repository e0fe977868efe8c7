import csv
from collections.abc import Callable
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import Person
from access.policy import visible_to
from access.resolver import access_for
from audit.models import AuditEvent
from registry.models import Account
from registry.tables import NEWEST, sort_choices
from tests.factories import copy_first_account, create_accounts, create_official_accounts
from tests.web import xlsx
from web.collation import collation_key
from web.pagination import paginate

pytestmark = pytest.mark.template_database("users")


def shown(client: Client, person: Person, **query: str) -> set[Account]:
    client.force_login(person)
    response = client.get("/en/registry/", query)
    assert response.status_code == 200
    return set(response.context["page"].rows)


def exported(client: Client, person: Person, **query: object) -> list[list[str]]:
    client.force_login(person)
    response = client.get("/en/registry/export.csv", query)
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_account_list_and_export_open_on_an_empty_registry(client, demo_users, language):
    client.force_login(demo_users["ecomms"])
    assert client.get(f"/{language}/registry/").status_code == 200
    assert len(exported(client, demo_users["ecomms"])) == 1


@pytest.mark.parametrize("who", ["practitioner", "superior", "outsider", "ecomms", "nobody"])
def test_account_list_shows_only_visible_accounts(client, demo_users, who):
    create_accounts(3)
    create_accounts(2, organization="ca")
    assert shown(client, demo_users[who]) == set(visible_to(access_for(demo_users[who]), Account))


def test_account_list_can_be_filtered_by_state(client, demo_users):
    create_accounts(2)
    active = set(create_official_accounts(3))
    assert shown(client, demo_users["ecomms"], state="active") == active


def test_account_list_can_be_filtered_by_organization_subtree(client, demo_users):
    navy, army = set(create_accounts(2)), set(create_accounts(2, organization="ca"))
    assert shown(client, demo_users["ecomms"], organization="ca") == army
    assert shown(client, demo_users["ecomms"], organization="dndcaf") == navy | army


def test_account_list_can_be_filtered_by_platform(client, demo_users):
    create_accounts(2)
    other = set(create_accounts(2, platform="flickr"))
    assert shown(client, demo_users["ecomms"], platform="flickr") == other


def test_account_list_can_be_filtered_by_language(client, demo_users):
    create_accounts(2)
    assert shown(client, demo_users["ecomms"], language="en") == set()


@pytest.mark.parametrize("text", ["name", "handle", "number", "accent"])
def test_account_list_can_be_searched_by_text(client, demo_users, text):
    account = create_accounts(3)[1]
    account.name_en, account.name_fr = "Zephyr of the West", "Zéphyr de l’Ouest"
    account.save()
    found = {
        "name": "west zephyr",
        "handle": f"@{account.handle}",
        "number": account.number,
        "accent": "Zéphyr",
    }
    assert shown(client, demo_users["ecomms"], q=found[text]) == {account}


def test_account_list_ignores_unknown_filters(client, demo_users):
    every = set(create_accounts(2))
    assert shown(client, demo_users["ecomms"], state="nonsense", after="nonsense") == every


def test_account_list_pages_show_each_account_once(client, demo_users):
    every = {row.pk for row in create_accounts(120)}
    client.force_login(demo_users["ecomms"])
    seen, url = [], "/en/registry/?platform=x"
    while url:
        page = client.get(url).context["page"]
        seen += [row.pk for row in page.rows]
        url = page.next_url and f"/en/registry/{page.next_url}"
    assert len(seen) == 120
    assert set(seen) == every


def test_account_list_count_stops_at_its_maximum(client, demo_users, monkeypatch):
    monkeypatch.setattr("web.pagination.MAX_COUNT", 3)
    create_accounts(5)
    client.force_login(demo_users["ecomms"])
    context = client.get("/en/registry/").context
    assert (context["total"], context["more"]) == (3, True)


def test_account_list_query_count_does_not_grow_with_accounts(client, demo_users):
    client.force_login(demo_users["l1"])
    client.get("/en/registry/")  # the session is kept fresh once
    costs = []
    for more in (2, 18):
        create_accounts(more)
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/registry/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_chosen_columns_are_shown_and_kept_in_the_url(client, demo_users):
    create_accounts(60)
    client.force_login(demo_users["ecomms"])
    context = client.get("/en/registry/?columns=number&columns=handle").context
    assert [column.name for column, *_ in context["headings"]] == ["name", "number", "handle"]
    assert "columns=number&columns=handle" in context["page"].next_url


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("sort", [value or NEWEST for value, _label in sort_choices()])
def test_every_sort_order_is_stable_across_pages(client, demo_users, sort, language, monkeypatch):
    monkeypatch.setitem(paginate.__kwdefaults__, "size", 3)
    every = [*create_accounts(3), *create_accounts(2, organization="ca", platform="flickr")]
    for row, name in zip(every, ("Écho", "elan", "Eclair", "zone", "Être"), strict=True):
        row.name_en, row.name_fr = name.upper(), name
        row.save()
    client.force_login(demo_users["ecomms"])
    seen, url = [], f"/{language}/registry/?sort={sort}"
    while url:
        page = client.get(url).context["page"]
        seen += page.rows
        url = page.next_url and f"/{language}/registry/{page.next_url}"
    assert [row.pk for row in seen] == [row.pk for row in in_order(every, sort, language)]


def in_order(accounts: list[Account], sort: str, language: str) -> list[Account]:
    key = {
        "name": lambda row: collation_key(row.name_fr),
        "platform": lambda row: row.platform.slug,
        "handle": lambda row: row.handle,
        "organization": lambda row: getattr(row.organization, f"sort_{language}"),
        "updated_at": lambda row: row.updated_at,
    }[sort.removeprefix("-")]
    return sorted(accounts, key=lambda row: (key(row), row.pk), reverse=sort.startswith("-"))


def test_column_heading_marks_the_sort_order(client, demo_users):
    create_accounts(1)
    client.force_login(demo_users["ecomms"])
    page = client.get("/en/registry/?sort=handle&platform=x").content.decode()
    assert 'aria-sort="ascending"><a href="/en/registry/?sort=-handle&amp;platform=x">' in page


class TestExport:
    def test_csv_export_holds_the_filtered_accounts(self, client, demo_users):
        create_accounts(2)
        create_accounts(3, platform="flickr")
        lines = exported(client, demo_users["ecomms"], platform="flickr")
        assert len(lines) == 1 + 3
        assert {line[1] for line in lines[1:]} == {"Flickr"}

    def test_csv_export_has_the_columns_and_order_of_the_list(self, client, demo_users):
        create_accounts(3)
        query = {"columns": ["number", "handle"], "sort": "handle"}
        lines = exported(client, demo_users["ecomms"], **query)
        assert lines[0] == ["Account", "Registry number", "Handle"]
        assert [line[2] for line in lines[1:]] == sorted(line[2] for line in lines[1:])

    def test_csv_export_holds_only_visible_accounts(self, client, demo_users):
        create_accounts(2)
        create_accounts(3, organization="ca")
        assert len(exported(client, demo_users["superior"])) == 1 + 2

    @pytest.mark.parametrize("who", ["practitioner", "digital", "daip", "nobody", "administrator"])
    def test_csv_export_is_forbidden_without_the_permission(self, client, demo_users, who):
        client.force_login(demo_users[who])
        assert client.get("/en/registry/export.csv").status_code == 403

    def test_csv_export_escapes_formulas(self, client, demo_users):
        account = create_accounts(1)[0]
        Account.objects.filter(pk=account.pk).update(name_en='=HYPERLINK("http://evil")')
        assert exported(client, demo_users["ecomms"])[1][0].startswith("'=")

    def test_csv_export_is_logged(self, client, demo_users):
        exported(client, demo_users["auditor"], platform="x", columns="handle")
        event = AuditEvent.objects.get(action="registry.export")
        what = {"platform": "x", "columns": ["name", "handle"], "file": "csv"}
        assert (event.actor, event.after) == (demo_users["auditor"].pk, what)

    def test_csv_export_has_french_headings(self, client, demo_users):
        client.force_login(demo_users["ecomms"])
        response = client.get("/fr/registry/export.csv")
        header = next(csv.reader([b"".join(response.streaming_content).decode("utf-8-sig")]))
        assert "Plateforme" in header


class TestExcel:
    @pytest.fixture
    def sheet(self, client, demo_users) -> Callable[..., list[list[str]]]:
        def sheet(language: str = "en", **query: str) -> list[list[str]]:
            client.force_login(demo_users["ecomms"])
            response = client.get(f"/{language}/registry/export.xlsx", query)
            assert response.status_code == 200
            return xlsx.cells(b"".join(response.streaming_content))

        return sheet

    def test_excel_export_of_an_empty_list_has_headings(self, sheet):
        assert sheet()[0][0] == "Account"
        assert len(sheet()) == 1

    def test_excel_export_has_french_headings(self, sheet):
        assert "Plateforme" in sheet("fr")[0]

    def test_excel_export_equals_the_csv_export(self, client, demo_users, sheet):
        create_accounts(3)
        query = {"sort": "handle", "platform": "x"}
        assert sheet(**query) == exported(client, demo_users["ecomms"], **query)

    def test_excel_export_query_count_does_not_grow_with_accounts(self, client, demo_users, sheet):
        create_accounts(2)
        sheet()  # the first look of a session writes it
        with CaptureQueriesContext(connection) as few:
            assert len(sheet()) == 3
        copy_first_account(1998)
        with CaptureQueriesContext(connection) as many:
            assert len(sheet()) == 2001
        assert len(many) == len(few)

    def test_excel_export_is_logged(self, demo_users, sheet):
        sheet(state="approved")
        event = AuditEvent.objects.get(action="registry.export")
        assert (event.actor, event.after["file"]) == (demo_users["ecomms"].pk, "xlsx")

    def test_excel_export_is_forbidden_without_the_permission(self, client, demo_users):
        client.force_login(demo_users["nobody"])
        assert client.get("/en/registry/export.xlsx").status_code == 403
