import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from access.models import Person
from access.standing import standing_of
from desk.functions import functions
from desk.navigation import links, navigation
from desk.queue import STATES

pytestmark = pytest.mark.django_db


def labels(person: Person, path: str = "/en/") -> dict[str, bool]:
    request = RequestFactory().get(path)
    request.user = person
    return {label: current for label, _, current in links(request, standing_of(person))}


def test_pages_follow_functions(cast: dict[str, Person]) -> None:
    assert "Queue" in labels(cast["ecomms"])
    assert "Queue" not in labels(cast["practitioner"])
    assert "People" in labels(cast["administrator"])
    assert "Requests" not in labels(cast["administrator"])
    assert "Registry" in labels(cast["daip"])
    assert "Substitutes" in labels(cast["l1"])


def test_without_an_office_only_what_anyone_may_see(cast: dict[str, Person]) -> None:
    assert {"Desk", "Platforms"} <= labels(cast["nobody"]).keys()
    assert not {"Requests", "Registry", "People", "Substitutes"} & labels(cast["nobody"]).keys()


def test_the_present_page_is_marked(cast: dict[str, Person]) -> None:
    inside = labels(cast["ecomms"], "/en/requests/new/")
    assert [label for label, current in inside.items() if current] == ["Requests"]
    assert [label for label, current in labels(cast["ecomms"]).items() if current] == ["Desk"]


def test_nobody_is_led_anywhere_before_signing_in() -> None:
    request = RequestFactory().get("/en/sign-in/")
    request.user = AnonymousUser()
    assert navigation(request)["navigation"] == []


def test_it_costs_nothing_where_it_is_not_shown(
    cast: dict[str, Person], django_assert_num_queries
) -> None:
    request = RequestFactory().get("/en/")
    request.user = cast["ecomms"]
    with django_assert_num_queries(0):
        navigation(request)


def test_the_queue_holds_what_awaits_its_readers() -> None:
    assert set(STATES) == {"submitted", "in_review"}


def test_the_header_says_in_which_office_a_person_acts(cast: dict[str, Person]) -> None:
    assert functions(standing_of(cast["pa"])) == "Public affairs staff, RCN"
    assert functions(standing_of(cast["ecomms"])) == "ADM(PA) E-Communications"
    assert functions(standing_of(cast["nobody"])) == ""
