import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from web.language import collation_key
from web.uploads import PermittedTypes, media_type

# The first choice of a select without a default: nobody should send an answer that they did not give.
CHOOSE = ("", _("Choose"))


class UploadField(forms.FileField):
    """A file of one of the `permitted` types, with content of that type."""

    def __init__(self, *, permitted: PermittedTypes, **kwargs: Any) -> None:
        self.permitted = permitted
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value:
            media_type(value, self.permitted)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"accept": ",".join(self.permitted.extensions)}


class ModelForm(forms.ModelForm):  # type: ignore[type-arg]  # an argument that Django has not at run time
    """Django's, for every form of a model."""


class CountField(forms.IntegerField):
    """A whole number, typed with or without thousands separators in English or French: 1,000 or 1 000."""

    # Not type="number", which refuses separators and changes with the mouse wheel.
    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        return super().to_python(re.sub(r"(?<=\d)[,\s](?=\d{3}\b)", "", str(value or "")))


class _SortedChoiceIterator(ModelChoiceIterator):  # type: ignore[type-arg]
    def __iter__(self) -> Iterator[Any]:
        # In Python: the name of a row depends on the language, and no column has it.
        choices = list(super().__iter__())
        empty = [choice for choice in choices if not choice[0]]
        named = [choice for choice in choices if choice[0]]
        return iter([*empty, *sorted(named, key=lambda choice: collation_key(str(choice[1])))])


class NamedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A select of rows in the alphabetical order of their names in the reader's language."""

    iterator = _SortedChoiceIterator

    def __init__(self, queryset: Any, *, empty_label: Any = CHOOSE[1], **kwargs: Any) -> None:
        super().__init__(queryset, empty_label=empty_label, **kwargs)


def choice(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field of the form, for its choices to be set."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    return field


def model_choice(form: forms.BaseForm, name: str) -> "forms.ModelChoiceField[Model]":
    """A field of the form, for its queryset or its empty label to be set."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    return field
