import pytest
from django import forms
from django.db.models import Q
from django.http import QueryDict

from access.models import Person
from web.filters import ChoiceFilter, FieldFilter, ListFilterSet

pytestmark = pytest.mark.django_db


class Filters(ListFilterSet):
    display_names = frozenset({"sort"})
    q = FieldFilter(forms.CharField(label="Name"), lambda text: Q(name__icontains=text))
    language = ChoiceFilter(
        "Language", Person.Language.choices, lambda language: Q(language=language)
    )
    sort = ChoiceFilter("Order", [("name", "Name")])


@pytest.fixture
def filtered_people() -> dict[str, Person]:
    rows = [("Ann", "en"), ("Anne", "fr"), ("Bob", "en")]
    return {
        name: Person.objects.create(username=name, name=name, language=language)
        for name, language in rows
    }


def filters(query: str) -> Filters:
    return Filters(QueryDict(query), Person.objects.order_by("name"))


def names(query: str) -> list[str]:
    return [row.name for row in filters(query).rows]


def test_filters_without_a_value_keep_every_row(filtered_people):
    assert names("") == names("q=&language=&unknown=1") == ["Ann", "Anne", "Bob"]


def test_rows_match_all_filters_that_are_set(filtered_people):
    assert names("q=ann") == ["Ann", "Anne"]
    assert names("q=ann&language=en") == ["Ann"]


def test_value_that_cannot_be_read_filters_nothing_and_is_named(filtered_people):
    shown = filters("q=ann&language=xx")
    assert [row.name for row in shown.rows] == ["Ann", "Anne"]
    assert list(shown.form.errors) == ["language"]
    assert "xx" in shown.form.errors["language"][0]


def test_active_filters_are_valid_ones_that_choose_rows(filtered_people):
    assert filters("q= ann &language=xx&sort=name").active == {"q": "ann"}


def test_list_is_filtered_by_active_filters_alone(filtered_people):
    assert filters("q=ann").list_context()["filtered"]
    shown = filters("sort=name&language=xx").list_context()
    assert (shown["filtered"], shown["total"]) == (False, 3)


@pytest.mark.template_database("users")
@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("/en/registry/", "state"),
        ("/en/registry/", "organization"),
        ("/en/registry/", "platform"),
        ("/en/registry/", "late"),
        ("/en/registry/", "language"),
        ("/en/registry/", "sort"),
        ("/en/registry/", "columns"),
        ("/en/requests/", "mine"),
        ("/en/requests/", "state"),
        ("/en/requests/", "kind"),
        ("/en/requests/", "late"),
        ("/en/requests/", "organization"),
        ("/en/queue/", "age"),
        ("/en/practitioners/", "state"),
        ("/en/practitioners/", "organization"),
        ("/en/people/", "status"),
        ("/en/people/", "role"),
        ("/en/official/", "platform"),
        ("/en/platforms/", "sort"),
    ],
)
def test_every_list_says_which_filter_it_cannot_read(client, demo_users, url, name):
    client.force_login(demo_users["ecomms"])
    page = client.get(url, {name: "nonsense"}).content.decode()
    assert f'<p class="error" id="id_{name}_error">' in page
