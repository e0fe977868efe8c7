"""A model instance as plain JSON values, and the changes between two such snapshots."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.db.models.fields.files import FieldFile

Value = TypeVar("Value")
_encode = DjangoJSONEncoder().default
_PLAIN = (str, int, float, bool, type(None), list, dict)


def snapshot(row: Model) -> dict[str, Any]:
    """The values of the columns as JSON types, by attribute name, without the model's `unaudited_fields`."""
    unaudited = getattr(row, "unaudited_fields", ())
    values: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.attname not in unaudited:
            value = getattr(row, field.attname)
            # The encoder does not know a file; its name identifies the content.
            value = value.name if isinstance(value, FieldFile) else value
            values[field.attname] = value if isinstance(value, _PLAIN) else _encode(value)
    return values


def changes(
    before: Mapping[str, Value], after: Mapping[str, Value]
) -> tuple[dict[str, Value], dict[str, Value]]:
    """The values that differ, as (before, after); a name that `before` lacks is in `after` alone."""
    names = [name for name in after if before.get(name) != after[name]]
    return {n: before[n] for n in names if n in before}, {n: after[n] for n in names}
