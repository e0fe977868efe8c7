from collections.abc import Iterator

import pytest
from django.utils import translation

from access.models import Person
from directive.roles import Role
from tests.department import Department


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A French page activates its language for the thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def department(db: None) -> Department:
    return Department()


@pytest.fixture
def pa(department: Department) -> Person:
    return department.person("pa", Role.PA)
