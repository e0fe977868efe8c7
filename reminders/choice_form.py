from typing import Any

from django import forms

from access.models import Person
from reminders.choices import chosen
from reminders.groups import GROUPS
from reminders.models import MailChoice


class MailChoiceForm(forms.Form):
    """One choice for each group of letters that may wait."""

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, initial=chosen(person))
        for name, label in GROUPS.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=MailChoice.Rhythm,
                widget=forms.RadioSelect(attrs={"class": "across"}),
            )
