"""Accounts brought to a state by the real steps, with the demo cast."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.utils import translation

from access.models import Person
from demo.accounts import AccountWalk
from demo.assessments import assess
from demo.requests import Walk
from registry.models import Account, IndexSubmission


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page in French leaves its language to the thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def walk(demo_users: dict[str, Person]) -> AccountWalk:
    """Walks an account to any state: `walk.active()`, `walk.active(pair=True)`."""
    assess(demo_users)
    return AccountWalk(demo_users, Walk(demo_users, count(1)))


@pytest.fixture
def in_state(demo_data: dict[str, Person]) -> Callable[..., Account]:
    """An account of the demo in this state, without the walk: `in_state("closing")`."""

    def find(state: str, **fields: object) -> Account:
        fields = {"approval": "new", "partner": None, **fields}
        return Account.objects.filter(state=state, **fields).order_by("created_at")[0]

    return find


@pytest.fixture(autouse=True)
def private_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    field = IndexSubmission._meta.get_field("proof")
    monkeypatch.setattr(field, "storage", FileSystemStorage(location=tmp_path, base_url=None))
