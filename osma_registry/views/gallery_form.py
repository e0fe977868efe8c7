"""A form with a field of each kind, for the gallery."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.models import Language, Weekday

HINT = _("A hint says in one sentence what to write, and why.")


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Name"), help_text=HINT)
    purpose = forms.CharField(label=_("Purpose"), help_text=HINT, widget=forms.Textarea)
    language = forms.ChoiceField(label=_("Language"), choices=[("", "–"), *Language.choices])
    kind = forms.ChoiceField(
        label=_("Kind"), help_text=HINT, choices=Language.choices, widget=forms.RadioSelect
    )
    days = forms.MultipleChoiceField(
        label=_("Days watched"), choices=Weekday.choices, widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label=_("I have read the notice."), help_text=HINT)
    day = forms.DateField(label=_("First day"), help_text=HINT, widget=forms.DateInput)
    hour = forms.TimeField(
        label=_("From"), required=False, widget=forms.TimeInput({"type": "time"})
    )
    number = forms.IntegerField(label=_("Number of administrators"), min_value=1)
    file = forms.FileField(label=_("File"), help_text=HINT)

    def __init__(self, *args: Any, disabled: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for field in self.fields.values():
            field.disabled = disabled
