"""Lock files for any pip: old versions forget a pin when a package requires its extras."""

import re
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[([a-z0-9,._-]+)\])?==", re.MULTILINE)


def pinned_extras() -> dict[str, set[str]]:
    lock = (ROOT / "requirements-local.lock").read_text(encoding="utf-8")
    return {name: set(extras.split(",")) for name, extras in PIN.findall(lock)}


def test_extra_that_a_package_requires_is_pinned_with_it():
    requirements = [Requirement(text) for found in distributions() for text in found.requires or ()]
    pinned = pinned_extras()
    unpinned = [
        str(need)
        for need in requirements
        if need.extras
        and need.name.lower() in pinned
        and (need.marker is None or need.marker.evaluate({"extra": ""}))
        and not need.extras <= pinned[need.name.lower()]
    ]
    assert pinned
    assert unpinned == []
