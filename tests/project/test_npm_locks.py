"""npm dependencies are pinned exactly: a moving version could break `npm ci` at a release."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT, ROOT / "tests" / "browser_tools")
EXACT = re.compile(r"\d+\.\d+\.\d+(-[\w.]+)?")
RANGE = re.compile(r"[\^~<>=\s]*\d[\w.+*-]*([\s|<>=~^-]+\d[\w.+*-]*)*")
DEPENDENCY_KINDS = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")
PACKAGES = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def read(folder: Path, name: str) -> dict[str, Any]:
    return json.loads((folder / name).read_text())


def entries(lock: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {path: entry for path, entry in lock["packages"].items() if path}


def unpinned(lock: dict[str, Any]) -> list[str]:
    return [
        path
        for path, entry in entries(lock).items()
        if not EXACT.fullmatch(entry.get("version", "")) or "integrity" not in entry
    ]


def moving(lock: dict[str, Any], overrides: dict[str, Any]) -> list[str]:
    """Dependencies required by a tag or by any version, and not pinned by an override."""
    return [
        f"{path}: {name}@{required}"
        for path, entry in entries(lock).items()
        for name, required in installed_requirements(entry)
        if not RANGE.fullmatch(required) and not overridden(overrides, path, name)
    ]


def installed_requirements(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """All but optional peers, which are not installed."""
    peers = entry.get("peerDependenciesMeta", {})
    for kind in DEPENDENCY_KINDS:
        for name, required in entry.get(kind, {}).items():
            if not peers.get(name, {}).get("optional"):
                yield name, required


def overridden(overrides: dict[str, Any], path: str, name: str) -> bool:
    dependent = overrides.get(path.rpartition("node_modules/")[2])
    version = dependent.get(name) if isinstance(dependent, dict) else overrides.get(name)
    return isinstance(version, str) and bool(EXACT.fullmatch(version))


@PACKAGES
def test_package_json_requires_exact_versions(folder: Path) -> None:
    package = read(folder, "package.json")
    required = {
        name: version
        for kind in DEPENDENCY_KINDS
        for name, version in package.get(kind, {}).items()
    }
    assert required
    assert [name for name, version in required.items() if not EXACT.fullmatch(version)] == []


@PACKAGES
def test_lock_pins_every_entry(folder: Path) -> None:
    lock = read(folder, "package-lock.json")
    assert entries(lock)
    assert unpinned(lock) == []


@PACKAGES
def test_lock_requires_no_moving_version(folder: Path) -> None:
    overrides = read(folder, "package.json").get("overrides", {})
    assert moving(read(folder, "package-lock.json"), overrides) == []


@PACKAGES
def test_lock_names_no_registry(folder: Path) -> None:
    """The registry is a setting of each machine."""
    assert "://" not in "".join(
        str(entry.get("resolved", ""))
        for entry in entries(read(folder, "package-lock.json")).values()
    )


@pytest.mark.parametrize("version", ["latest", "*", "", "next", "x", "github:someone/package"])
def test_moving_version_is_found_unless_overridden(version: str) -> None:
    lock = {"packages": {"": {}, "node_modules/a": {"dependencies": {"b": version}}}}
    assert moving(lock, {}) == [f"node_modules/a: b@{version}"]
    assert moving(lock, {"b": "1.0.0"}) == []
    assert moving(lock, {"b": "latest"}) == [f"node_modules/a: b@{version}"]


def test_root_package_requires_only_what_the_product_ships() -> None:
    assert read(ROOT, "package.json").keys() == {"name", "private", "dependencies"}
    assert set(read(ROOT, "package.json")["dependencies"]) == {
        "@expo-google-fonts/noto-emoji",
        "@expo-google-fonts/noto-sans-symbols",
        "@gcds-core/fonts",
        "@gcds-core/tokens",
    }
