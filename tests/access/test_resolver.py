"""Role assignments are read once for a page, and again for each write."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.models import Person, RoleAssignment
from access.policy import visible_to
from access.resolver import access_for, cached_access
from access.services import roles
from registry.models import Account

pytestmark = pytest.mark.template_database("users")


def role_assignment_queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return sum('"access_roleassignment"."acting_for_id"' in query["sql"] for query in queries)


def revoke_role_of(person: Person, administrator: Person) -> None:
    assignment = RoleAssignment.objects.get(person=person)
    roles.revoke_role(assignment, by=administrator, reason="Left.")


def test_page_queries_role_assignments_of_its_reader_once(client, demo_users):
    client.force_login(demo_users["l1"])
    assert role_assignment_queries(client, "/en/registry/") == 1


@pytest.mark.template_database("demo")
def test_revoked_role_has_no_effect_on_the_next_http_request(client, demo_data):
    client.force_login(demo_data["pa"])
    access = access_for(demo_data["pa"])
    url = visible_to(access, Account).first().get_absolute_url()
    assert client.get(url).status_code == 200
    revoke_role_of(demo_data["pa"], demo_data["administrator"])
    assert client.get(url).status_code == 404


def test_cached_access_ends_with_its_block(demo_users):
    with cached_access():
        assert access_for(demo_users["pa"]).roles() == access_for(demo_users["pa"]).roles()
        revoke_role_of(demo_users["pa"], demo_users["administrator"])
        assert "pa" in access_for(demo_users["pa"]).roles()
    assert "pa" not in access_for(demo_users["pa"]).roles()
