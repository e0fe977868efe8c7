"""Optimistic locking of forms: a row changed since its form was made is shown beside what was typed."""

import json
from collections.abc import Mapping
from copy import copy
from hashlib import sha256
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.forms import BaseForm, BoundField
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from web.fields import ModelForm

MISSING_VERSION = _(
    "This form came without the version of the record that it was made from, so nothing was saved. Look at "
    "what is there now, and send it again."
)
Versions = list[tuple[str, Any, Any]]  # label of the field, value now, value typed


def compare_versions(form: BaseForm, current: Mapping[str, Any]) -> Versions:
    """A row for each visible field of the bound form, whether it differs or not."""
    return [
        (
            str(field.label),
            _display_value(field, current.get(field.name, "")),
            _display_value(field, field.value()),
        )
        for field in form
        if not field.is_hidden
    ]


def with_value(data: Any, name: str, value: str) -> Any:
    """A copy of what was sent with a form, which is immutable itself, with this value."""
    changed = copy(data)
    changed[name] = value
    return changed


def _display_value(field: BoundField, value: Any) -> Any:
    """The value, or of a choice its label; several labels are joined by commas."""
    choices = getattr(field.field, "choices", None)
    if choices is None:
        return value
    labels = {str(key): str(label) for key, label in choices}
    chosen = value if isinstance(value, list | tuple) else [value]
    # Values are keys where they were typed, and rows where they come from the initial values.
    keys = [str(getattr(item, "pk", item)) for item in chosen if item not in (None, "")]
    return ", ".join(labels.get(key, key) for key in keys)


class OptimisticLockForm(ModelForm):
    """A model form that detects a change of its row since the form was made.

    For rows without a version column: `base_digest` is a hash of the values that the form was made from.
    """

    base_digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["base_digest"] = _digest(self._values(self.instance))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.instance._state.adding and not cleaned.get("base_digest"):
            # Sent again, it has the digest of what the page now shows.
            self.data = with_value(self.data, "base_digest", self.initial["base_digest"])
            self.add_error(None, MISSING_VERSION)
        return cleaned

    def conflict(self) -> Versions:
        """Both versions where the row was changed meanwhile, else an empty list.

        Must be called in a transaction, which then holds the lock of the row. After a conflict the form has the
        present digest: sent again, it overwrites the other change knowingly.
        """
        if self.instance._state.adding:
            return []
        # Locked until COMMIT, so that nobody changes the row between this comparison and the service's save.
        rows = type(self.instance)._base_manager.select_for_update(of=("self",))
        current = self._values(rows.get(pk=self.instance.pk))
        digest = _digest(current)
        if self.data.get("base_digest") == digest:
            return []
        self.data = with_value(self.data, "base_digest", digest)
        return compare_versions(self, current)

    def _values(self, row: Any) -> dict[str, Any]:
        return model_to_dict(row, fields=self._meta.fields)


def _digest(values: dict[str, Any]) -> str:
    serialized = json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True)
    return sha256(serialized.encode()).hexdigest()
