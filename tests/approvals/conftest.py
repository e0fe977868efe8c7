from itertools import count

import pytest

from access.models import Person
from demo.assessments import assess
from demo.requests import Walk


@pytest.fixture
def walk(demo_users: dict[str, Person]) -> Walk:
    assess(demo_users)
    return Walk(demo_users, count(1))
