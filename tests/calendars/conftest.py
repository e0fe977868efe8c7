import pytest

from access.models import Person
from practitioners.models import Authorization
from tests.calendars.feed_reader import FeedReader
from tests.department import Department, department, pa

__all__ = ["department", "nomination", "pa", "reader"]


@pytest.fixture
def nomination(department: Department, pa: Person) -> Authorization:
    return department.nominate()


@pytest.fixture
def reader(pa: Person) -> FeedReader:
    return FeedReader(pa)
