import pytest

from access.models import Person
from directive.roles import Role
from tests.reminders.office import Department


@pytest.fixture
def department(db: None) -> Department:
    return Department()


@pytest.fixture
def pa(department: Department) -> Person:
    return department.person("pa", Role.PA)
