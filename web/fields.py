"""Form fields that any page may use."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from web.collation import collation_key

CHOOSE = ("", _("Choose"))  # the first of a list in which nothing is chosen for the reader


class CountField(forms.IntegerField):
    """A number with its thousands set apart as English or French does: 1,000 or 1 000."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        return super().to_python(re.sub(r"(?<=\d)[,\s](?=\d{3}\b)", "", str(value or "")))


class _SortedChoiceIterator(ModelChoiceIterator):  # type: ignore[type-arg]
    def __iter__(self) -> Iterator[Any]:
        choices = list(super().__iter__())
        empty = [choice for choice in choices if not choice[0]]
        named = [choice for choice in choices if choice[0]]
        return iter([*empty, *sorted(named, key=lambda choice: collation_key(str(choice[1])))])


class NamedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Choices in the order of their names as the reader sees them."""

    iterator = _SortedChoiceIterator

    def __init__(self, queryset: Any, *, empty_label: Any = CHOOSE[1], **kwargs: Any) -> None:
        super().__init__(queryset, empty_label=empty_label, **kwargs)
