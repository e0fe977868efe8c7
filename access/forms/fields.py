"""Form fields for people and organizations: typed, since those lists are too long to choose from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from access.models import Organization, Person


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
        found = list(_named(text))
        by_code = [row for row in found if row.code == text.casefold()]
        if len(found) != 1 and len(by_code) != 1:
            code = "several" if found else "unknown"
            raise ValidationError(self.error_messages[code], code=code)
        return (by_code or found)[0]


def _named(text: str) -> QuerySet[Organization]:
    named = Q()
    for column in ("code", "abbr_en", "abbr_fr", "name_en", "name_fr"):
        named |= Q(**{f"{column}__iexact": text})
    return Organization.objects.active_on().filter(named)[:20]
