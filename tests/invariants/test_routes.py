"""Every route for every demo user, by GET and by POST."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from access.resolver import access_for_users
from audit.models import AuditEvent
from outbox.models import Notification
from tests.invariants.access_matrix import (
    ALLOWED,
    ROUTES,
    SIGN_IN,
    TESTED_ELSEWHERE,
    WRITES_WHEN_READ,
)

pytestmark = pytest.mark.django_db
NO_POST = 405
# They hold the same role as another demo user.
DOUBLES = {"practitioner2", "ecomms2", "admpa2", "pa2", "superior2"}


def route_names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    names: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            names |= set() if pattern.app_name == "admin" else route_names(pattern.url_patterns)
        elif pattern.name:
            names.add(pattern.name)
    return names


def test_every_route_is_in_the_access_matrix():
    assert route_names(get_resolver().url_patterns) == set(ROUTES) | set(TESTED_ELSEWHERE)


@pytest.mark.parametrize("file", sorted(set(TESTED_ELSEWHERE.values())))
def test_test_files_of_routes_outside_the_access_matrix_exist(file):
    assert (Path(settings.BASE_DIR) / file).exists()


def respond(client: Client, method: str, url: str) -> tuple[int, bool]:
    """The status, and whether anything was written; nothing stays written."""
    before = AuditEvent.objects.count(), Notification.objects.count()
    with transaction.atomic():
        response = getattr(client, method)(url)
        wrote = (AuditEvent.objects.count(), Notification.objects.count()) != before
        transaction.set_rollback(True)
    return response.status_code, wrote


@pytest.mark.parametrize("name", sorted(ROUTES))
@pytest.mark.parametrize("method", ["get", "post"])
def test_response_to_each_person_follows_the_access_matrix(demo_data, name, method):
    route = ROUTES[name]
    row = route.target()
    url = reverse(name, args=route.args(row))
    found = access_for_users(demo_data.values())
    for person in (demo_data[who] for who in demo_data.keys() - DOUBLES):
        client = Client()
        client.force_login(person)
        status, wrote = respond(client, method, url)
        expected = route.rule(found[person.pk], row)
        refused_unread = method == "post" and status == NO_POST
        assert refused_unread or status in expected, (person.username, url, status)
        assert not wrote or expected == ALLOWED, (person.username, url)
        assert not (wrote and method == "get") or name in WRITES_WHEN_READ, url


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_anonymous_visitor_is_redirected_to_sign_in(demo_data, name):
    route = ROUTES[name]
    url = reverse(name, args=route.args(route.target()))
    response = Client().get(url)
    if route.public:
        assert response.status_code in ALLOWED
    else:
        assert response.status_code == SIGN_IN
        assert "/sign-in/" in response["Location"]


def test_reference_data_admin_is_open_to_the_administrator_alone(demo_data):
    for person in demo_data.values():
        client = Client()
        client.force_login(person)
        status = client.get("/en/reference/").status_code
        assert status == (200 if person.username == "administrator" else 302), person.username
