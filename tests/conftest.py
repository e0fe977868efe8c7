"""A database of its own for every run: made by the owner, used by the runtime role.

Each test runs in a transaction, on the database made for the fixtures it names (`template_databases.py`).
A test with several connections (threads, a browser) asks for `cloned_database`: append-only triggers
and missing rights refuse to flush tables between tests.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from access.models import Person
from demo.accounts import DemoAccounts
from demo.assessments import assess
from demo.requests import DemoRequests
from demo.users import find_demo_users
from tests.databases import created, pointed_at
from tests.template_databases import FAST_HASHERS, TemplateDatabases

pytest_plugins = ["tests.browser"]
TEMPLATE_DATABASES = TemplateDatabases()

# On a busy machine every example is slow: that says nothing of what is tested.
examples.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("busy")


@pytest.fixture(scope="session", autouse=True)
def plain_settings() -> Iterator[None]:
    """No manifest of static files, which would have to be built first, and fast password hashing."""
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": static}
    with override_settings(STORAGES=storages, PASSWORD_HASHERS=FAST_HASHERS):
        yield


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A French page activates its language for the thread, and so for the next test."""
    with translation.override("en"):
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    fixtures = set(getattr(item, "fixturenames", ()))
    if not (fixtures & {"db", "cloned_database", "demo_users", "demo_data"} or _marked(item)):
        return
    with item.config.stash[blocking_manager_key].unblock():
        TEMPLATE_DATABASES.select_for(fixtures)


def pytest_sessionfinish(session: pytest.Session) -> None:
    with session.config.stash[blocking_manager_key].unblock():
        TEMPLATE_DATABASES.drop()


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The databases are made in `pytest_runtest_setup`, when a test needs one."""


@pytest.fixture
def demo_users(request: pytest.FixtureRequest) -> dict[str, Person]:
    """The demo users by sign-in name, with the reference data."""
    cloned = "cloned_database" in request.fixturenames
    request.getfixturevalue("cloned_database" if cloned else "db")
    return find_demo_users()


@pytest.fixture
def demo_data(demo_users: dict[str, Person]) -> dict[str, Person]:
    """The demo users, with a request and an account in every state."""
    return demo_users


@pytest.fixture
def demo_requests(demo_users: dict[str, Person]) -> DemoRequests:
    """Makes a request in any state: `demo_requests.in_review(platform="x")`."""
    assess(demo_users)
    return DemoRequests(demo_users, count(1))


@pytest.fixture
def demo_accounts(demo_requests: DemoRequests) -> DemoAccounts:
    """Makes an account in any state: `demo_accounts.active(pair=True)`."""
    return DemoAccounts(demo_requests.users, demo_requests)


@pytest.fixture
def cloned_database(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A copy for this test alone, on which commits count, on every thread and for both roles."""
    with django_db_blocker.unblock(), _clone() as name:
        yield name


@pytest.fixture(scope="module")
def demo_data_clone(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A copy of the demo data for a module whose tests only read."""
    with django_db_blocker.unblock():
        TEMPLATE_DATABASES.select_for({"demo_data"})
        with _clone() as name:
            yield name


@contextmanager
def _clone() -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex[:12]}"
    template = connections["default"].settings_dict["NAME"]
    connections.close_all()
    with created(name, template=template), pointed_at(name):
        yield name


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, after the shuffle: one begun last would run alone while other workers idle."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def _marked(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None
