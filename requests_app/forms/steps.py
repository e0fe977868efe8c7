"""The forms of the steps that need something written."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from access.fields import PersonField
from access.models import Person
from requests_app.answers import reasons_of_return
from requests_app.content import FIELD_LABELS
from requests_app.models import Finding
from requests_app.people import eligible, home
from workflow.forms import StepForm


class AdviseForm(StepForm):
    finding = forms.ChoiceField(
        label=_("Advice of PA staff"), choices=Finding, widget=forms.RadioSelect
    )
    advice = forms.CharField(
        label=_("Why"),
        help_text=_("The requester and every reviewer read this with the request (§ 3.11, 3.16)."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class WithdrawForm(StepForm):
    reason = forms.CharField(
        label=_("Why you withdraw it"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class NamePractitionerForm(StepForm):
    person = PersonField(label=_("Practitioner"), max_length=200)

    def clean_person(self) -> Person:
        person = self.cleaned_data["person"]
        if not eligible(home(self.row)).filter(pk=person.pk).exists():
            raise forms.ValidationError(
                _("Choose a practitioner whose authorization is in force here.")
            )
        return person

    def values(self) -> dict[str, Any]:
        return {"people": [self.cleaned_data["person"]]}


class AnswerForm(StepForm):
    """One field for each reason of the return; one left empty can be answered later."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for reason in reasons_of_return(self.row):
            self.fields[str(reason.pk)] = forms.CharField(
                label=f"{FIELD_LABELS.get(reason.field, reason.field)} (§ {reason.clause})",
                help_text=reason.text,
                required=False,
                initial=reason.answer,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def values(self) -> dict[str, Any]:
        return {"answers": {UUID(name): text for name, text in super().values().items()}}
