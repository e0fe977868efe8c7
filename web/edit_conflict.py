"""A form made from a row that somebody has changed since: both versions side by side, nothing lost."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.forms import BaseForm, BoundField
from django.forms.models import model_to_dict

Versions = list[tuple[str, Any, Any]]  # label, as it stands now, as it was typed


def compare_versions(typed: BaseForm, now: Mapping[str, Any]) -> Versions:
    return [
        (
            str(field.label),
            _display_value(field, now.get(field.name, "")),
            _display_value(field, field.value()),
        )
        for field in typed
        if not field.is_hidden
    ]


def _display_value(field: BoundField, value: Any) -> Any:
    """A choice is shown by its label, as on the form itself."""
    choices = getattr(field.field, "choices", None)
    if choices is None:
        return value
    labels = {str(key): str(label) for key, label in choices}
    chosen = value if isinstance(value, list | tuple) else [value]
    keys = [str(getattr(one, "pk", one)) for one in chosen if one not in (None, "")]
    return ", ".join(labels.get(key, key) for key in keys)


class OptimisticLockForm(forms.ModelForm):  # type: ignore[type-arg]
    """The form of a row without a version of its own: it remembers the values it was made from."""

    base_digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["base_digest"] = _digest(self._values(self.instance))

    def conflict(self) -> Versions:
        """Empty while the row is as it was seen. Otherwise the form can be sent again as it is now."""
        if self.instance._state.adding:
            return []
        now = self._values(_lock_row(self.instance))
        present = _digest(now)
        if self.data.get("base_digest", present) == present:
            return []
        again: Any = self.data.copy()  # type: ignore[attr-defined]
        again["base_digest"] = present
        self.data = again
        return compare_versions(self, now)

    def _values(self, row: Any) -> dict[str, Any]:
        return model_to_dict(row, fields=self._meta.fields)


def _lock_row(row: Any) -> Any:
    """Until the transaction ends, so that what was compared is what is changed."""
    return type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)


def _digest(values: dict[str, Any]) -> str:
    said = json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True)
    return sha256(said.encode()).hexdigest()
