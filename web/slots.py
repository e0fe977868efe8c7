"""Sections that higher packages add to a record page of a lower one, registered in `AppConfig.ready`.

A page names its slot and includes each section's template; it never names a template or a tag of a higher
package.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    template: str
    context: Mapping[str, Any]


BuildSection = Callable[[Any, Any], Section | None]  # of the reader and a row of the page
_slots: dict[str, list[BuildSection]] = {}


def register_section(slot: str, build: BuildSection) -> None:
    """Add a section to a slot. `build(reader, row)` returns None where this reader has nothing to see."""
    builders = _slots.setdefault(slot, [])
    if build not in builders:
        builders.append(build)


def sections(slot: str, reader: AbstractBaseUser, row: Model) -> list[Section]:
    """The sections of a slot for this reader, in the order of registration: that of INSTALLED_APPS."""
    built = (build(reader, row) for build in _slots.get(slot, ()))
    return [section for section in built if section is not None]


def registered_sections() -> dict[str, tuple[BuildSection, ...]]:
    return {slot: tuple(builders) for slot, builders in _slots.items()}
