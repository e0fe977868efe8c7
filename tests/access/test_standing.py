"""Offices are read on each request: once for a page, afresh for whatever may write."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access import offices
from access.models import Office, Person
from access.policy import visible_to
from access.standing import remembered, standing_of
from registry.models import Account

pytestmark = pytest.mark.django_db


def readings(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return sum('"access_office"."acting_for_id"' in query["sql"] for query in queries)


def leave(person: Person, administrator: Person) -> None:
    office = Office.objects.get(person=person)
    offices.dismiss(office, by=administrator, reason="Left.")


def test_a_page_reads_the_offices_of_its_reader_once(client, cast):
    client.force_login(cast["l1"])
    assert readings(client, "/en/registry/") == 1


def test_an_office_that_ends_is_gone_on_the_next_request(client, told):
    client.force_login(told["pa"])
    standing = standing_of(told["pa"])
    url = visible_to(standing, Account).first().get_absolute_url()
    assert client.get(url).status_code == 200
    leave(told["pa"], told["administrator"])
    assert client.get(url).status_code == 404


def test_nothing_is_remembered_after_the_page(cast):
    with remembered():
        assert standing_of(cast["pa"]).roles() == standing_of(cast["pa"]).roles()
        leave(cast["pa"], cast["administrator"])
        assert "pa" in standing_of(cast["pa"]).roles()
    assert "pa" not in standing_of(cast["pa"]).roles()
