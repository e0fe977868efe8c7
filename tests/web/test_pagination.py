import json
from base64 import urlsafe_b64encode
from urllib.parse import parse_qsl
from uuid import uuid4

import pytest

from access.models import Person
from web.lists.pagination import Page, paginate

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> list[Person]:
    rows = [
        Person.objects.create(username=f"n{number}", name=f"Name {number // 2}")
        for number in range(7)
    ]
    return sorted(rows, key=lambda row: (row.sort_name, row.pk))


def parameters(url: str) -> dict[str, str]:
    return dict(parse_qsl(url.lstrip("?")))


def page(url: str = "", *order: str) -> Page:
    return paginate(Person.objects.all(), parameters(url), *(order or ("sort_name", "pk")), size=3)


def rows_of_all_pages(*order: str) -> list[Person]:
    shown = page("", *order)
    rows = list(shown.rows)
    while shown.next_url:
        shown = page(shown.next_url, *order)
        rows += shown.rows
    return rows


def test_ascending_pages_show_every_row_once(people):
    assert rows_of_all_pages() == people


def test_descending_pages_show_every_row_once(people):
    assert rows_of_all_pages("-sort_name", "-pk") == people[::-1]


def test_previous_link_returns_to_the_first_page(people):
    first = page()
    second = page(first.next_url)
    assert page(second.previous_url).rows == first.rows


def test_first_and_last_page_have_no_further_link(people):
    assert page().previous_url == ""
    last = page(page(page().next_url).next_url)
    assert (last.rows, last.next_url) == (people[6:], "")
    assert page(page(page().next_url).previous_url).previous_url == ""


def test_page_links_keep_the_filters(people):
    assert "q=name" in page("?q=name&state=").next_url
    assert "state" not in page("?q=name&state=").next_url


@pytest.mark.parametrize("cursor", ["?after=nonsense", "?before=", f"?after={'0' * 32}"])
def test_invalid_cursor_shows_the_first_page(people, cursor):
    assert page(cursor).rows == (people[:3])


@pytest.mark.parametrize(
    "place",
    [["name 0"], [1, 2], "ab", {"a": 1}, ["name 0", "no uuid"], ["name\0", str(uuid4())], None],
)
def test_forged_cursor_shows_the_first_page(people, place):
    cursor = urlsafe_b64encode(json.dumps(place).encode()).decode()
    assert page(f"?after={cursor}").rows == people[:3]


def test_page_goes_on_from_its_place_when_the_row_there_has_moved(people):
    url = page().next_url
    Person.objects.filter(pk=people[2].pk).update(sort_name="zzz")
    assert page(url).rows == people[3:6]


def test_further_page_costs_one_query(people, django_assert_num_queries):
    url = page().next_url
    with django_assert_num_queries(1):
        page(url)


def test_empty_list_has_one_page_without_links():
    assert page() == Page([], "", "")
