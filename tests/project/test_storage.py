"""Uploaded files are readable by the user of the site only; static files by everybody."""

import stat
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db.models import FileField
from django.test import override_settings

from osma_registry.settings import STORAGES

FILES = [
    field
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if isinstance(field, FileField)
]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("field", FILES, ids=str)
def test_file_column_uses_a_storage_for_the_owner_alone(field: FileField) -> None:
    assert field.storage.file_permissions_mode == 0o600


@pytest.mark.parametrize("alias", ["default", "private"])
def test_uploaded_file_is_readable_by_its_owner_alone(alias: str, tmp_path: Path) -> None:
    options = {**STORAGES[alias].get("OPTIONS", {}), "location": tmp_path}
    storage = storages.create_storage({**STORAGES[alias], "OPTIONS": options})
    stored = Path(storage.path(storage.save("proof.pdf", ContentFile(b"%PDF-"))))
    assert mode(stored) == 0o600


def test_collected_static_file_is_readable_by_everybody(tmp_path: Path) -> None:
    """The image collects them as root, and serves them as another user."""
    with override_settings(STORAGES=STORAGES, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert tmp_path / "staticfiles.json" in files
    assert [path.name for path in files if not mode(path) & stat.S_IROTH] == []
