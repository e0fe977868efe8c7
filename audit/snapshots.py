"""A model instance as plain JSON values, and the changes between two such snapshots."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

Value = TypeVar("Value")
_encode = DjangoJSONEncoder().default
_PLAIN = (str, int, float, bool, type(None), list, dict)


def snapshot(row: Model) -> dict[str, Any]:
    """The values of the columns as JSON types, by attribute name, without the model's `unaudited_fields`."""
    unaudited = getattr(row, "unaudited_fields", ())
    return {
        field.attname: _plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname not in unaudited
    }


def _plain(value: Any) -> Any:
    # A FieldFile: the encoder does not know it, and its name identifies the content.
    if hasattr(value, "name") and hasattr(value, "storage"):
        return value.name
    return value if isinstance(value, _PLAIN) else _encode(value)


def changes(
    before: Mapping[str, Value], after: Mapping[str, Value]
) -> tuple[dict[str, Value], dict[str, Value]]:
    """The values that differ, as (before, after); a name that `before` lacks is in `after` alone."""
    names = [name for name in after if before.get(name) != after[name]]
    return {n: before[n] for n in names if n in before}, {n: after[n] for n in names}
