from collections.abc import Iterator
from itertools import count

import pytest
from django.utils import translation

from access.models import Person
from demo.accounts import AccountWalk
from demo.assessments import assess
from demo.requests import Walk
from directive.roles import Role
from tests.reminders.office import Department


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page in French leaves its language to the thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def department(db: None) -> Department:
    return Department()


@pytest.fixture
def pa(department: Department) -> Person:
    return department.person("pa", Role.PA)


@pytest.fixture
def walk(demo_users: dict[str, Person]) -> Walk:
    return Walk(demo_users, count(1))


@pytest.fixture
def accounts(walk: Walk) -> AccountWalk:
    """With the privacy assessments that a recommendation needs."""
    assess(walk.cast)
    return AccountWalk(walk.cast, walk)
