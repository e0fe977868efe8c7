from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from access.models import Person
from demo.assessments import assess
from tests.journeys.visitor import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def visit(
    browser: Browser, cloned_database: str, cast: dict[str, Person], site: LiveServer
) -> Iterator[Visit]:
    """`visit("pa", "fr")`: a person of the cast, signed in and in front of their desk."""
    assess(cast)
    visitors: list[Visitor] = []

    def visit(username: str = "", language: str = "en", **how: bool) -> Visitor:
        visitor = Visitor(browser, site.url, language, **how)
        visitors.append(visitor)
        if username:
            visitor.sign_in(username)
        return visitor

    yield visit
    for visitor in visitors:
        visitor.leave()
