"""Every list page on an empty database (D9)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from access.models import Organization, Person, RoleAssignment
from directive.roles import ASSIGNABLE_ROLES


@pytest.fixture
def person_with_every_role(db: None) -> Person:
    """One person with every role, in an empty registry."""
    root = Organization.objects.add_root(
        {"code": "root", "level": "root", "name_en": "Department", "name_fr": "Ministère"}
    )
    person = Person.objects.create(username="everybody", name="Everybody", email="e@demo.invalid")
    for role in ASSIGNABLE_ROLES:
        RoleAssignment.objects.create(person=person, role=role, organization=root)
    return person


LISTS = (
    "dashboard",
    "queue",
    "requests",
    "request_new",
    "registry",
    "registry_export",
    "practitioners",
    "practitioner_new",
    "platforms",
    "people",
    "organizations",
    "operations",
    "preferences",
    "calendar",
    "delegations",
    "official",
    "verify",
)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", LISTS)
def test_every_list_page_opens_on_an_empty_database(person_with_every_role, name, language):
    client = Client()
    client.force_login(person_with_every_role)
    with override(language):
        response = client.get(reverse(name))
    assert response.status_code == 200


def test_verification_on_an_empty_database_knows_no_account(person_with_every_role):
    response = Client().get("/en/verify/", {"q": "https://x.com/CanadianForces"})
    assert response.status_code == 200
    assert "Official since" not in response.content.decode()
