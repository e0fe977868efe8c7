"""Form fields for a person and an organization, entered as text.

There are thousands of people and hundreds of organizations: too many for a select, and a search box would
need JavaScript.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from access.models import Organization, Person, sort_key


class PersonField(forms.CharField):
    """An active person by e-mail address or sign-in name; cleans to a `Person`, or None where empty."""

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
        # E-mail addresses are not unique: two rows are enough to know that there are several.
        people = Person.objects.filter(
            Q(username__iexact=text) | Q(email__iexact=text), is_active=True
        )[:2]
        if len(people) != 1:
            code = "several" if people else "unknown"
            raise ValidationError(self.error_messages[code], code=code)
        return people[0]


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Boxes to tick, one for each person of the queryset."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Person) -> str:
        return f"{obj.name} ({obj.email})"  # two people can have one name


class OrganizationField(forms.CharField):
    """An active organization by code, abbreviation or full name; cleans to a row, or None where empty."""

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
        matches = list(_organizations_called(text))
        # The code is unique: it decides where the abbreviation of another organization is the same.
        by_code = [row for row in matches if row.code == text.casefold()]
        if len(matches) != 1 and len(by_code) != 1:
            code = "several" if matches else "unknown"
            raise ValidationError(self.error_messages[code], code=code)
        return (by_code or matches)[0]


def _organizations_called(text: str) -> QuerySet[Organization]:
    name = sort_key(text)
    rule = Q(sort_en=name) | Q(sort_fr=name) | Q(short_names__contains=[name])
    # Enough rows for the one with this code to be among those with the same name.
    return Organization.objects.active_on().filter(rule)[:20]
