from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from access.models import Person
from demo.accounts import AccountWalk
from demo.assessments import assess
from demo.requests import Walk
from registry.models import IndexSubmission
from tests.journeys.visitor import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def accounts(cloned_database: str, demo_users: dict[str, Person]) -> AccountWalk:
    """Sets the stage by the services: `accounts.active()`, `accounts.requests.in_review()`."""
    assess(demo_users)
    return AccountWalk(demo_users, Walk(demo_users, count(1)))


@pytest.fixture(autouse=True)
def private_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    field = IndexSubmission._meta.get_field("proof")
    monkeypatch.setattr(field, "storage", FileSystemStorage(location=tmp_path, base_url=None))


@pytest.fixture
def visit(browser: Browser, accounts: AccountWalk, site: LiveServer) -> Iterator[Visit]:
    """`visit("pa", "fr")`: a person of the cast, signed in and in front of their desk."""
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
