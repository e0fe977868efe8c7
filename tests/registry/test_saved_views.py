from urllib.parse import unquote, urlencode

import pytest
from django.test import Client
from django.urls import reverse

from access.models import Person, SavedView
from registry.services.saved_views import save_view
from web.lists.filters import MAX_SEARCH_LENGTH

pytestmark = pytest.mark.template_database("users")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def new(query: str = "") -> str:
    return f"{reverse('view_new')}?{query}"


def test_saved_view_keeps_filters_columns_and_order(demo_users):
    client = signed_in(demo_users["ecomms"])
    query = "sort=handle&columns=number&platform=x"
    answer = client.post(new(f"{query}&state=&nonsense=1"), {"name": "Mine"})
    assert answer.url == f"/en/registry/?{query}"
    page = client.get("/en/registry/").content.decode()
    assert f'<a href="/en/registry/?{query.replace("&", "&amp;")}">Mine</a>' in page


def test_saved_view_with_the_same_name_is_replaced(demo_users):
    client = signed_in(demo_users["ecomms"])
    client.post(new("platform=x"), {"name": "Mine"})
    client.post(new("platform=flickr"), {"name": "Mine"})
    assert demo_users["ecomms"].saved_views.get().query == "platform=flickr"


def test_saved_view_requires_a_name(demo_users):
    answer = signed_in(demo_users["ecomms"]).post(new(), {"name": " "})
    assert answer.status_code == 422
    assert not SavedView.objects.exists()


def test_saved_view_is_hidden_from_other_people(demo_users):
    view = save_view(by=demo_users["ecomms"], name="Mine", query="platform=x")
    client = signed_in(demo_users["ecomms2"])
    assert "Mine" not in client.get("/en/registry/").content.decode()
    assert client.post(reverse("view_delete", args=[view.pk])).status_code == 404
    assert SavedView.objects.exists()


def test_saved_view_is_deleted_by_its_owner_by_post(demo_users):
    view = save_view(by=demo_users["ecomms"], name="Mine", query="")
    client = signed_in(demo_users["ecomms"])
    assert client.get(reverse("view_delete", args=[view.pk])).status_code == 405
    assert client.post(reverse("view_delete", args=[view.pk])).url == "/en/registry/"
    assert not SavedView.objects.exists()


def test_deleting_a_saved_view_requires_sign_in(demo_users):
    view = save_view(by=demo_users["ecomms"], name="Mine", query="")
    assert "/sign-in/" in Client().post(reverse("view_delete", args=[view.pk])).url


def test_view_of_the_longest_search_can_be_saved(demo_users):
    text = "\N{ANCHOR}" * MAX_SEARCH_LENGTH
    answer = signed_in(demo_users["ecomms"]).post(new(urlencode({"q": text})), {"name": "Long"})
    assert answer.status_code == 302
    assert text in unquote(demo_users["ecomms"].saved_views.get().query)
