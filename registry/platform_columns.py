"""The list of platforms is short: each head of a column sorts it, by a link."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from access.sorting import sort_key

Head = tuple[str, str, str]  # label, address, ascending, descending or nothing


def heads(asked: str) -> list[Head]:
    return [(label, _address(name, asked), _direction(name, asked)) for name, label in _columns()]


def ordered(rows: Iterable[dict[str, Any]], asked: str) -> list[dict[str, Any]]:
    """By name, where no column or an unknown one is asked for."""
    name = asked.removeprefix("-")
    if name not in dict(_columns()):
        return ordered(rows, "name")
    return sorted(rows, key=lambda row: sort_key(str(row[name])), reverse=asked.startswith("-"))


def _columns() -> list[tuple[str, str]]:
    return [
        ("name", _("Platform")),
        ("category", _("Category")),
        ("standing", _("Standing")),
        ("devices", _("Government devices")),
        ("uses", _("Privacy assessments in force")),
        ("advice", _("IT security advice")),
    ]


def _address(name: str, asked: str) -> str:
    """Once more, and it sorts the other way round."""
    return f"?sort=-{name}" if asked == name else f"?sort={name}"


def _direction(name: str, asked: str) -> str:
    return {name: "ascending", f"-{name}": "descending"}.get(asked, "")
