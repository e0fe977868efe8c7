import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from web.language import collation_key
from web.templatetags.dates import long_date
from web.uploads import PermittedTypes, media_type

# The first choice of a select without a default: nobody should send an answer that they did not give.
CHOOSE = ("", _("Choose"))


class UploadField(forms.FileField):
    """A file of one of the `permitted` types, with content of that type."""

    default_error_messages = {"empty": _("The file is empty: choose another one.")}

    def __init__(self, *, permitted: PermittedTypes, **kwargs: Any) -> None:
        self.permitted = permitted
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value:
            media_type(value, self.permitted)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"accept": ",".join(self.permitted.extensions)}


class DayField(forms.DateField):
    """A day not longer ago than `years_back`, nor further ahead than `years_ahead`: 0 ends with today.

    A year typed wrongly would else reach sums that end with the year 9999.
    """

    default_error_messages = {
        "early": _("This day is too long ago: %(day)s at the earliest."),
        "late": _("This day is too far ahead: %(day)s at the latest."),
        "future": _("This day is in the future."),
        "past": _("This day has passed."),
    }

    def __init__(self, *, years_back: int = 100, years_ahead: int = 100, **kwargs: Any) -> None:
        self.years_back, self.years_ahead = years_back, years_ahead
        super().__init__(**kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        today = timezone.localdate()
        first, last = shift_years(today, -self.years_back), shift_years(today, self.years_ahead)
        if value < first:
            self._refuse("early" if self.years_back else "past", first)
        if value > last:
            self._refuse("late" if self.years_ahead else "future", last)

    def _refuse(self, code: str, day: date) -> None:
        raise ValidationError(self.error_messages[code], code=code, params={"day": long_date(day)})


def shift_years(day: date, years: int) -> date:
    """The same day of another year; February 28 where that year has no February 29."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


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
