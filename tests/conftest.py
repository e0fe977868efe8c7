"""A database of its own for every run: made by the owner, used by the runtime role.

Each test runs in a transaction. What needs several connections (threads, a browser) asks for
`cloned_database`: append-only triggers and missing rights refuse to flush tables between tests.
"""

import uuid
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from tests.databases import created, pointed_at


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
