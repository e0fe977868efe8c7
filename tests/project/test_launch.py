"""A bad start ends in one sentence."""

import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from dev import build, launch
from dev.build_cache import BuildCache

LAUNCHER: Path = settings.BASE_DIR / "dev" / "launch.py"


def test_launcher_can_be_parsed_by_an_old_python() -> None:
    ast.parse(LAUNCHER.read_text(), feature_version=(3, 6))


def test_old_python_ends_the_start_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"Python 3.11 or newer is needed, and this is 3\.9"):
        launch.main("run")


def test_busy_port_ends_the_start_with_a_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(SystemExit, match=r"Port \d+ is in use"):
            build.require_free_port(str(other.getsockname()[1]))


@pytest.mark.parametrize("port", ["x", "0", "65536", ""])
def test_port_that_is_no_number_ends_the_start_with_a_sentence(port: str) -> None:
    with pytest.raises(SystemExit, match="PORT must be a number"):
        build.require_free_port(port)


def test_folder_without_write_access_ends_the_start_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SystemExit, match="Nothing can be written in"):
        build.require_writable(tmp_path / "file" / "folder")


def test_unreachable_database_ends_the_start_with_a_sentence(tmp_path: Path) -> None:
    variables = {
        "DATABASE_URL": "postgresql://osma_app@127.0.0.1:9/osma",
        "DATABASE_OWNER_URL": "postgresql://osma_owner@127.0.0.1:9/osma",
        "REDIS_URL": "redis://127.0.0.1:9",
        "DATA_DIR": str(tmp_path),
    }
    done = subprocess.run([sys.executable, "-m", "dev.run"], cwd=settings.BASE_DIR,
                          env=os.environ | variables, capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 1
    assert "The database cannot be reached: " in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_build_cache_is_current_until_a_file_changes(tmp_path: Path) -> None:
    lock, mark = tmp_path / "lock", tmp_path / "mark"
    lock.write_text("one")
    BuildCache(mark, [lock]).mark_current()
    assert BuildCache(mark, [lock]).is_current()
    lock.write_text("two")
    assert not BuildCache(mark, [lock]).is_current()
