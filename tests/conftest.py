"""A database of its own for every run: made by the owner, used by the runtime role.

Each test runs in a transaction: marked `django_db` on empty tables, marked `template_database("users")` on
filled ones, which `template_databases.py` lists. A test with several connections (threads, a browser) asks
for `cloned_database`: append-only triggers and missing rights refuse to flush tables between tests.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.storage import storages
from django.db import connections
from django.db.models import FileField
from django.test import override_settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from access.models import Person
from demo.accounts import DemoAccounts
from demo.requests import DemoRequests
from demo.users import find_demo_users
from directive.roles import Role
from practitioners.models import Authorization
from registry.models import Account, Assessment
from tests.databases import created, pointed_at
from tests.factories import Department, create_person, nominated_authorization
from tests.notifications.mail_backends import FAILING_RECIPIENTS
from tests.template_databases import FAST_HASHERS, MIGRATED, TemplateDatabases
from tests.torture.smtp_server import SmtpServer

pytest_plugins = ["tests.browser"]
TEMPLATE_DATABASES = TemplateDatabases()
FILES = ExitStack()

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
    if not _needs_database(item):
        return
    marker = item.get_closest_marker("template_database")
    with item.config.stash[blocking_manager_key].unblock():
        TEMPLATE_DATABASES.select(marker.args[0] if marker else MIGRATED)


def pytest_sessionstart(session: pytest.Session) -> None:
    FILES.enter_context(_temporary_files())


def pytest_sessionfinish(session: pytest.Session) -> None:
    FILES.close()
    with session.config.stash[blocking_manager_key].unblock():
        TEMPLATE_DATABASES.drop()


@contextmanager
def _temporary_files() -> Iterator[None]:
    """Uploaded files go to a folder that ends with the run."""
    with TemporaryDirectory() as folder:
        private = settings.STORAGES["private"]
        options = {**private["OPTIONS"], "location": Path(folder)}
        storage = storages.create_storage({**private, "OPTIONS": options})
        for model in apps.get_models():
            for field in model._meta.get_fields():
                if isinstance(field, FileField):
                    field.storage = storage
        yield


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The databases are made in `pytest_runtest_setup`, when a test needs one."""


@pytest.fixture
def database(request: pytest.FixtureRequest) -> None:
    """The copy that the test asks for, else its transaction."""
    cloned = "cloned_database" in request.fixturenames
    request.getfixturevalue("cloned_database" if cloned else "db")


@pytest.fixture
def demo_users(database: None) -> dict[str, Person]:
    """The demo users by sign-in name, with the reference data."""
    found = find_demo_users()
    assert found, 'Mark the test with template_database("users"), or with "demo"'
    return found


@pytest.fixture
def demo_data(demo_users: dict[str, Person]) -> dict[str, Person]:
    """The demo users, with a request and an account in every state."""
    assert Account.objects.exists(), 'Mark the test with template_database("demo")'
    return demo_users


@pytest.fixture
def in_state(demo_data: dict[str, Person]) -> Callable[..., Account]:
    """The first demo account in a state: `in_state("closing")`."""

    def find(state: str, **fields: object) -> Account:
        fields = {"approval": "new", "partner": None, **fields}
        return Account.objects.filter(state=state, **fields).order_by("created_at")[0]

    return find


@pytest.fixture
def sailor(demo_users: dict[str, Person]) -> Person:
    """Somebody to nominate."""
    return create_person("sailor")


@pytest.fixture
def demo_nomination(demo_users: dict[str, Person]) -> Authorization:
    return nominated_authorization(demo_users, demo_users["nobody"])


@pytest.fixture
def department(database: None) -> Department:
    return Department()


@pytest.fixture
def pa(department: Department) -> Person:
    return department.person("pa", Role.PA)


@pytest.fixture
def nomination(department: Department, pa: Person) -> Authorization:
    return department.nominate()


@pytest.fixture
def failing_recipients(settings) -> None:
    settings.EMAIL_BACKEND = FAILING_RECIPIENTS


@pytest.fixture
def smtp_server(tmp_path: Path) -> Iterator[SmtpServer]:
    server = SmtpServer(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def demo_requests(demo_users: dict[str, Person]) -> DemoRequests:
    """Makes a request in any state: `demo_requests.in_review(platform="x")`."""
    assert Assessment.objects.exists(), 'Mark the test with template_database("assessed")'
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
        TEMPLATE_DATABASES.select("all_pages")
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
    for item in items:
        if item.get_closest_marker("template_database") and not _is_cloned(item):
            item.add_marker("django_db")


def _needs_database(item: pytest.Item) -> bool:
    asked = {"db", "database", "cloned_database"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


def _is_cloned(item: pytest.Item) -> bool:
    return "cloned_database" in getattr(item, "fixturenames", ())
