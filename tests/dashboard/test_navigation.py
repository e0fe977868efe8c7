import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from access.models import Person
from access.resolver import access_for
from dashboard.context_processors import navigation, navigation_links, role_summary
from dashboard.queries.queue import STATES

pytestmark = pytest.mark.template_database("users")


def labels(person: Person, path: str = "/en/") -> dict[str, bool]:
    return {label: current for label, _, current in navigation_links(path, access_for(person))}


def test_navigation_links_follow_the_role(demo_users: dict[str, Person]) -> None:
    assert "Queue" in labels(demo_users["ecomms"])
    assert "Queue" not in labels(demo_users["practitioner"])
    assert "People" in labels(demo_users["administrator"])
    assert "Requests" not in labels(demo_users["administrator"])
    assert "Registry" in labels(demo_users["daip"])
    assert "Delegations" in labels(demo_users["l1"])


def test_navigation_without_a_role_has_only_open_pages(demo_users: dict[str, Person]) -> None:
    assert {"Dashboard", "Platforms"} <= labels(demo_users["nobody"]).keys()
    assert (
        not {"Requests", "Registry", "People", "Delegations"} & labels(demo_users["nobody"]).keys()
    )


def test_current_page_is_marked_in_the_navigation(demo_users: dict[str, Person]) -> None:
    inside = labels(demo_users["ecomms"], "/en/requests/new/")
    assert [label for label, current in inside.items() if current] == ["Requests"]
    assert [label for label, current in labels(demo_users["ecomms"]).items() if current] == [
        "Dashboard"
    ]


@pytest.mark.template_database("migrated")
def test_navigation_is_empty_before_sign_in() -> None:
    request = RequestFactory().get("/en/sign-in/")
    request.user = AnonymousUser()
    assert navigation(request)["navigation"] == []


def test_navigation_costs_no_query_until_it_is_rendered(
    demo_users: dict[str, Person], django_assert_num_queries
) -> None:
    request = RequestFactory().get("/en/")
    request.user = demo_users["ecomms"]
    with django_assert_num_queries(0):
        navigation(request)


@pytest.mark.template_database("migrated")
def test_queue_states_are_those_awaiting_reviewers() -> None:
    assert set(STATES) == {"submitted", "in_review"}


def test_page_header_names_the_role_of_the_person(demo_users: dict[str, Person]) -> None:
    assert role_summary(access_for(demo_users["pa"])) == "Public affairs staff, RCN"
    assert role_summary(access_for(demo_users["ecomms"])) == "ADM(PA) E-Communications"
    assert role_summary(access_for(demo_users["nobody"])) == ""
