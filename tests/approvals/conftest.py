from itertools import count

import pytest

from access.models import Person
from demo.assessments import assess
from demo.requests import Walk


@pytest.fixture
def walk(cast: dict[str, Person]) -> Walk:
    assess(cast)
    return Walk(cast, count(1))
