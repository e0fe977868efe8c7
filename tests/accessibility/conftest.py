from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.accessibility import nu
from tests.accessibility.addresses import Addresses
from tests.accessibility.view import View


@pytest.fixture(scope="module")
def demo_site(demo_data_clone: str) -> Iterator[str]:
    """One live site for all pages, since no test writes to it."""
    server = LiveServer("localhost")
    with override_settings(SITE_URL=server.url):
        yield server.url
    server.stop()


@pytest.fixture(scope="module")
def view(browser: Browser, demo_site: str) -> Iterator[View]:
    with nu.running() as checker:
        view = View(browser, demo_site, checker)
        yield view
        view.close()


@pytest.fixture(scope="module")
def addresses(demo_site: str) -> Addresses:
    return Addresses()
