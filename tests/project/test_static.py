from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from dev.templates import STATIC_TAG
from osma_registry.settings import STORAGES


def test_static_files_are_collected_with_a_manifest(tmp_path: Path) -> None:
    """As production serves them: a sheet that names a missing file would stop the collecting."""
    with override_settings(STORAGES=STORAGES, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").is_file()


def test_templates_name_no_other_host() -> None:
    named = [
        (path.name, line)
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for line in path.read_text().splitlines()
        if ("<link" in line or "<script" in line or "<img" in line) and "//" in line
    ]
    assert not named


def test_templates_write_out_the_names_of_static_files() -> None:
    """`make check` looks for each file, which it can do only where the name is written out."""
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        text = path.read_text()
        assert len(STATIC_TAG.findall(text)) == text.count("{% static "), path
