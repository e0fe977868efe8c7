from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from access.models import Person
from practitioners.models import Authorization
from tests.factories.authorizations import create_person


@pytest.fixture
def sailor(demo_users: dict[str, Person]) -> Person:
    """Somebody to nominate."""
    return create_person("sailor")


@pytest.fixture(autouse=True)
def private_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    field = Authorization._meta.get_field("evidence")
    monkeypatch.setattr(field, "storage", FileSystemStorage(location=tmp_path, base_url=None))
