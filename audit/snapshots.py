"""A model instance as plain JSON values, and what changed between two of them."""

from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

_encode = DjangoJSONEncoder().default
_PLAIN = (str, int, float, bool, type(None), list, dict)


def snapshot(row: Model) -> dict[str, Any]:
    return {
        field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields
    }


def _plain(value: Any) -> Any:
    if hasattr(value, "name") and hasattr(value, "storage"):  # a file field: its name is enough
        return value.name
    return value if isinstance(value, _PLAIN) else _encode(value)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict, dict]:
    """The values that differ, as they were and as they are."""
    names = [name for name in after if before.get(name) != after[name]]
    return {n: before[n] for n in names if n in before}, {n: after[n] for n in names}
