"""A database of its own for every run: made by the owner, used by the runtime role.

Each test runs in a transaction. What needs several connections (threads, a browser) asks for
`cloned_database`: append-only triggers and missing rights refuse to flush tables between tests.
"""

import uuid
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.databases import created, pointed_at

pytest_plugins = ["tests.browser"]


@pytest.fixture(scope="session", autouse=True)
def plain_settings() -> Iterator[None]:
    """No manifest of static files to build first, and passwords that cost nothing."""
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    storages = {**settings.STORAGES, "staticfiles": static}
    with override_settings(STORAGES=storages, PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex[:12]}"
    with django_db_blocker.unblock(), created(name), pointed_at(name):
        call_command("prepare_database", verbosity=0)
        connections["owner"].close()
        yield name


@pytest.fixture
def cloned_database(django_db_setup: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A copy that commits, for this test alone, on every thread and for both roles."""
    name = f"{django_db_setup}_{uuid.uuid4().hex[:6]}"
    with django_db_blocker.unblock():
        connections.close_all()
        with created(name, template=django_db_setup), pointed_at(name):
            yield name
