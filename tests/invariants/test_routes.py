"""Every route for every demo user, by GET and by POST, as `access_matrix.txt` says."""

from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from audit.models import AuditEvent
from outbox.models import Notification
from tests.invariants.access_matrix import ANONYMOUS, ANSWERS, PEOPLE, ROUTES_IN_TABLE
from tests.invariants.routes import ROUTES, TESTED_ELSEWHERE, WRITES_WHEN_READ

pytestmark = pytest.mark.template_database("all_pages")
METHODS = ("get", "post")
SIGN_IN = 302
NOT_POSTED = 405
REFUSED = 400  # and above


def route_names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    names: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            names |= set() if pattern.app_name == "admin" else route_names(pattern.url_patterns)
        elif pattern.name:
            names.add(pattern.name)
    return names


@pytest.mark.template_database("migrated")
def test_every_route_is_in_the_access_matrix():
    assert route_names(get_resolver().url_patterns) == ROUTES_IN_TABLE | set(TESTED_ELSEWHERE)
    assert set(ROUTES) == ROUTES_IN_TABLE


@pytest.mark.template_database("migrated")
@pytest.mark.parametrize("file", sorted(set(TESTED_ELSEWHERE.values())))
def test_test_files_of_routes_outside_the_access_matrix_exist(file):
    assert (Path(settings.BASE_DIR) / file).exists()


def written_counts() -> tuple[int, int]:
    return AuditEvent.objects.count(), Notification.objects.count()


def expected_status(name: str, method: str, username: str) -> int:
    if (name, method) in ANSWERS:
        return ANSWERS[name, method][username]
    return SIGN_IN if username == ANONYMOUS and not ROUTES[name].public else NOT_POSTED


def respond(client: Client, method: str, url: str) -> tuple[int, bool]:
    """The status, and whether anything was written; nothing stays written."""
    before = written_counts()
    with transaction.atomic():
        response = getattr(client, method)(url)
        wrote = written_counts() != before
        transaction.set_rollback(True)
    return response.status_code, wrote


@pytest.fixture
def urls(demo_data) -> dict[str, str]:
    return {name: reverse(name, args=route.args(route.target())) for name, route in ROUTES.items()}


@pytest.mark.long
@pytest.mark.parametrize("username", PEOPLE)
def test_answers_to_each_person_are_those_of_the_access_matrix(demo_data, urls, username):
    client, faults = Client(), []
    if username != ANONYMOUS:
        client.force_login(demo_data[username])
    signed_in = client.cookies
    for method in METHODS:
        for name, url in urls.items():
            client.cookies = deepcopy(signed_in)  # one route signs out
            status, wrote = respond(client, method, url)
            expected = expected_status(name, method, username)
            if status != expected:
                faults.append(f"{method} {url}: {status}, not {expected}")
            if wrote and (status >= REFUSED or (method == "get" and name not in WRITES_WHEN_READ)):
                faults.append(f"{method} {url}: {status}, and something was written")
    assert faults == []


def test_pages_that_are_not_public_lead_an_anonymous_visitor_to_sign_in(urls):
    for name, url in urls.items():
        if not ROUTES[name].public:
            response = Client().get(url)
            assert response.status_code == SIGN_IN, url
            assert "/sign-in/" in response["Location"], url


def test_reference_data_admin_is_open_to_the_administrator_alone(demo_data):
    for person in demo_data.values():
        client = Client()
        client.force_login(person)
        status = client.get("/en/reference/").status_code
        assert status == (200 if person.username == "administrator" else 302), person.username
