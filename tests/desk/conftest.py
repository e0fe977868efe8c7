from itertools import count

import pytest
from django.core.management import call_command

from access.models import Person
from demo.cast import make_cast
from demo.requests import Walk
from directive.roles import Role
from tests.reminders.office import Department


@pytest.fixture
def department(db: None) -> Department:
    return Department()


@pytest.fixture
def pa(department: Department) -> Person:
    return department.person("pa", Role.PA)


@pytest.fixture
def walk(db: None) -> Walk:
    call_command("load_reference", verbosity=0)
    return Walk(make_cast(), count(1))
