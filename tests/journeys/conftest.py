from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from demo.accounts import DemoAccounts
from tests.journeys.visitor import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, demo_accounts: DemoAccounts, site: LiveServer) -> Iterator[Visit]:
    """`visit("pa", "fr")`: a demo user, signed in and on their dashboard."""
    visitors: list[Visitor] = []

    def visit(
        username: str = "", language: str = "en", kind: type[Visitor] = Visitor, **how: bool
    ) -> Visitor:
        visitor = kind(browser, site.url, language, **how)
        visitors.append(visitor)
        if username:
            visitor.sign_in(username)
        return visitor

    yield visit
    for visitor in visitors:
        visitor.leave()
