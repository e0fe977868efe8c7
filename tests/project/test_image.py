"""The parts of `make image` that can be tested without root and in seconds."""

import stat
from pathlib import Path

import pytest
from django.conf import settings

from dev import buildah, index_settings
from dev.base_image import OFFICIAL_PYTHON, read_base
from dev.container import RUNNING, SERVICES, Container
from dev.image_servers import make_closed_folder


def test_dockerfile_is_based_on_one_image_that_can_be_made_without_a_registry() -> None:
    assert OFFICIAL_PYTHON.fullmatch(read_base(settings.BASE_DIR / "Dockerfile"))


def test_second_base_of_a_dockerfile_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM python:3.11\nFROM debian:12\n")
    with pytest.raises(SystemExit, match=r"more than one base: debian:12, python:3\.11"):
        read_base(tmp_path / "Dockerfile")


def test_missing_programs_are_named_with_the_command_that_installs_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(buildah.shutil, "which", lambda _name: None)
    assert buildah.find_obstacle().endswith("--no-install-recommends buildah debootstrap")


def test_image_is_built_by_root_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buildah.shutil, "which", lambda name: name)
    monkeypatch.setattr(buildah.os, "geteuid", lambda: 1000)
    assert buildah.find_obstacle() == "The image can be built by root only."


def test_pip_settings_leave_out_folders_of_this_machine() -> None:
    found = index_settings.format_pip_settings(
        {"index-url": "https://index/simple", "extra-index-url": "file:///a https://b/simple"}
    )
    assert "index-url = https://index/simple\n" in found
    assert "extra-index-url = https://b/simple\n" in found
    assert "file:" not in found


def test_npm_settings_leave_out_what_is_not_set() -> None:
    found = index_settings.format_npm_settings(
        {"registry": "https://registry/", "proxy": None, "noproxy": [""], "strict-ssl": False}
    )
    assert found.splitlines()[1:] == ["registry=https://registry/", "strict-ssl=false"]


@pytest.mark.parametrize("name", RUNNING)
def test_container_runs_the_command_of_compose_on_a_free_port(name: str) -> None:
    container = Container.__new__(Container)
    container.address = "http://127.0.0.1:8123"
    expected = [
        word.replace("0.0.0.0:8000", "127.0.0.1:8123") for word in SERVICES[name]["command"]
    ]
    assert container.get_command(name) == expected


def test_folder_for_a_container_is_closed_to_users_of_this_machine() -> None:
    with make_closed_folder(None) as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o755
        assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert not folder.parent.exists()
