"""Two people edit one record: the second is shown both versions and keeps what was form_data."""

import pytest
from django.urls import reverse

from access.models import Organization, Person
from access.services import organizations, people
from registry.models import Platform
from registry.services import platforms

pytestmark = pytest.mark.template_database("users")


def form_data(client, url: str, **changed: str) -> dict[str, str]:
    """The values of the form as shown, with the changed fields."""
    form = client.get(url).context["form"]
    return {field.name: field.value() or "" for field in form} | changed


def test_conflicting_edit_of_a_person_shows_both_versions(demo_users, client):
    client.force_login(demo_users["administrator"])
    url = reverse("person_edit", args=[demo_users["pa"].pk])
    mine = form_data(client, url, email="mine@example.invalid")
    people.change(demo_users["pa"], by=demo_users["administrator"], name="Theirs")
    answer = client.post(url, mine)
    assert answer.status_code == 409
    assert ("Name", "Theirs", demo_users["pa"].name) in answer.context["conflict"]
    assert 'value="mine@example.invalid"' in answer.text
    assert Person.objects.get(pk=demo_users["pa"].pk).name == "Theirs"


def test_conflicting_edit_is_saved_when_submitted_again(demo_users, client):
    client.force_login(demo_users["administrator"])
    url = reverse("person_edit", args=[demo_users["pa"].pk])
    mine = form_data(client, url, email="mine@example.invalid")
    people.change(demo_users["pa"], by=demo_users["administrator"], name="Theirs")
    again = client.post(url, mine).context["form"]
    answer = client.post(url, {field.name: field.value() or "" for field in again})
    assert answer.status_code == 302
    assert Person.objects.get(pk=demo_users["pa"].pk).email == "mine@example.invalid"


def test_conflicting_edit_of_an_organization_is_refused(demo_users, client):
    client.force_login(demo_users["administrator"])
    row = Organization.objects.filter(depth=2).first()
    url = reverse("organization_edit", args=[row.pk])
    mine = form_data(client, url, name_en="Mine")
    organizations.change(row, by=demo_users["administrator"], name_fr="La leur")
    assert client.post(url, mine).status_code == 409


def test_conflicting_edit_of_a_platform_is_refused(demo_users, client):
    client.force_login(demo_users["ecomms"])
    row = Platform.objects.get(slug="x")
    url = reverse("platform_edit", args=[row.slug])
    mine = form_data(client, url, name_en="Mine", reason="Renamed.")
    row.name_fr = "La leur"
    platforms.correct(row, by=demo_users["ecomms2"], reason="Renamed.")
    assert client.post(url, mine).status_code == 409
    assert Platform.objects.get(slug="x").name_en != "Mine"
