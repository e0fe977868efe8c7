import pytest

from access.models import Person
from tests.calendars.feed_reader import FeedReader


@pytest.fixture
def feed_reader(pa: Person) -> FeedReader:
    return FeedReader(pa)
