from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.utils import translation

from access.models import Person
from registry.models import Account, IndexSubmission


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A French page activates its language for the thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def in_state(demo_data: dict[str, Person]) -> Callable[..., Account]:
    """The first demo account in a state: `in_state("closing")`."""

    def find(state: str, **fields: object) -> Account:
        fields = {"approval": "new", "partner": None, **fields}
        return Account.objects.filter(state=state, **fields).order_by("created_at")[0]

    return find


@pytest.fixture(autouse=True)
def private_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    field = IndexSubmission._meta.get_field("proof")
    monkeypatch.setattr(field, "storage", FileSystemStorage(location=tmp_path, base_url=None))
