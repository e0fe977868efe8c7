import pytest
from django.test import Client
from django.urls import reverse

from access.models import Person
from registry.saved_views import SavedView, save_view

pytestmark = pytest.mark.django_db


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def new(query: str = "") -> str:
    return f"{reverse('view_new')}?{query}"


def test_a_view_keeps_filters_columns_and_order(cast):
    client = signed_in(cast["ecomms"])
    query = "sort=handle&columns=number&platform=x"
    answer = client.post(new(f"{query}&state=&nonsense=1"), {"name": "Mine"})
    assert answer.url == f"/en/registry/?{query}"
    page = client.get("/en/registry/").content.decode()
    assert f'<a href="/en/registry/?{query.replace("&", "&amp;")}">Mine</a>' in page


def test_a_name_used_again_takes_the_place_of_what_it_meant(cast):
    client = signed_in(cast["ecomms"])
    client.post(new("platform=x"), {"name": "Mine"})
    client.post(new("platform=flickr"), {"name": "Mine"})
    assert cast["ecomms"].saved_views.get().query == "platform=flickr"


def test_a_view_needs_a_name(cast):
    answer = signed_in(cast["ecomms"]).post(new(), {"name": " "})
    assert answer.status_code == 422
    assert not SavedView.objects.exists()


def test_nobody_else_sees_it_or_deletes_it(cast):
    view = save_view(by=cast["ecomms"], name="Mine", query="platform=x")
    client = signed_in(cast["ecomms2"])
    assert "Mine" not in client.get("/en/registry/").content.decode()
    assert client.post(reverse("view_delete", args=[view.pk])).status_code == 404
    assert SavedView.objects.exists()


def test_its_owner_deletes_it(cast):
    view = save_view(by=cast["ecomms"], name="Mine", query="")
    client = signed_in(cast["ecomms"])
    assert client.get(reverse("view_delete", args=[view.pk])).status_code == 405
    assert client.post(reverse("view_delete", args=[view.pk])).url == "/en/registry/"
    assert not SavedView.objects.exists()


def test_who_is_not_signed_in_is_asked_to(cast):
    view = save_view(by=cast["ecomms"], name="Mine", query="")
    assert "/sign-in/" in Client().post(reverse("view_delete", args=[view.pk])).url
