"""Form fields for people, organizations and counts: typed, since those lists are too long to choose from."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from access.models import Organization, Person
from access.sorting import sort_key

CHOOSE = ("", _("Choose"))  # the first of a list in which nothing is chosen for the reader


class PersonField(forms.CharField):
    """A person by the e-mail address or the sign-in name."""

    default_error_messages = {
        "unknown": _("Nobody active has this e-mail address or sign-in name."),
        "several": _("Several people have this e-mail address: use the sign-in name."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("The full e-mail address, or the sign-in name."))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Person | None:
        text = super().clean(value)
        if not text:
            return None
        found = Person.objects.filter(
            Q(username__iexact=text) | Q(email__iexact=text), is_active=True
        )[:2]
        if len(found) != 1:
            code = "several" if found else "unknown"
            raise ValidationError(self.error_messages[code], code=code)
        return found[0]


class OrganizationField(forms.CharField):
    """An organization that stands today, by its code, abbreviation or full name."""

    default_error_messages = {
        "unknown": _("No organization of today has this code, abbreviation or name."),
        "several": _("Several organizations are called this: use the code."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Its abbreviation, its full name or its code."))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Organization | None:
        text = super().clean(value)
        if not text:
            return None
        found = list(_called(text))
        by_code = [row for row in found if row.code == text.casefold()]
        if len(found) != 1 and len(by_code) != 1:
            code = "several" if found else "unknown"
            raise ValidationError(self.error_messages[code], code=code)
        return (by_code or found)[0]


def _called(text: str) -> QuerySet[Organization]:
    named = Q()
    for column in ("code", "abbr_en", "abbr_fr", "name_en", "name_fr"):
        named |= Q(**{f"{column}__iexact": text})
    return Organization.objects.on().filter(named)[:20]


class CountField(forms.IntegerField):
    """A number with its thousands set apart as English or French does: 1,000 or 1 000."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        return super().to_python(re.sub(r"(?<=\d)[,\s](?=\d{3}\b)", "", str(value or "")))


class _ByName(ModelChoiceIterator):  # type: ignore[type-arg]
    def __iter__(self) -> Iterator[Any]:
        choices = list(super().__iter__())
        empty = [choice for choice in choices if not choice[0]]
        named = [choice for choice in choices if choice[0]]
        return iter([*empty, *sorted(named, key=lambda choice: sort_key(str(choice[1])))])


class NamedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Choices in the order of their names as the reader sees them."""

    iterator = _ByName

    def __init__(self, queryset: Any, *, empty_label: Any = CHOOSE[1], **kwargs: Any) -> None:
        super().__init__(queryset, empty_label=empty_label, **kwargs)
