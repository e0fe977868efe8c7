from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.fields import OrganizationField
from access.forms.people import ReasonForm
from access.models import Organization
from web.edit_conflict import OptimisticLockForm
from web.fields import DayField, choice


class OrganizationForm(OptimisticLockForm):
    class Meta:
        model = Organization
        fields: tuple[str, ...] = (
            "name_en",
            "name_fr",
            "abbr_en",
            "abbr_fr",
            "level",
            "valid_from",
            "time_zone",
            "reply_to",
        )
        field_classes = {"valid_from": DayField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # There is one root, loaded with the reference data: no form makes another.
        levels = [choice for choice in Organization.Level.choices if choice[0] != "root"]
        if self.instance.level != Organization.Level.ROOT:
            choice(self, "level").choices = levels

    def clean_valid_from(self) -> date | None:
        # Its last day is no field of this form, so Django leaves the constraint out.
        day: date | None = self.cleaned_data["valid_from"]
        if day and self.instance.valid_to and day >= self.instance.valid_to:
            raise forms.ValidationError(_("It cannot end before it began."))
        return day


class NewOrganizationForm(OrganizationForm):
    class Meta(OrganizationForm.Meta):
        fields = ("code", *OrganizationForm.Meta.fields)
        help_texts = {"code": _("Short, lower case, never changed and never used again.")}


class EndOrganizationForm(ReasonForm):
    valid_to = DayField(
        label=_("Ends on"), help_text=_("The first day on which it no longer exists.")
    )
    successor = OrganizationField(
        label=_("Successor"),
        required=False,
        help_text=_("The organization that takes over, if there is one."),
    )
    field_order = ("valid_to", "successor", "reason")


class L1StepForm(ReasonForm):
    on = forms.TypedChoiceField(
        label=_("The L1 endorses requests before E-Communications sees them"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        # Two radio buttons, not a checkbox: an empty checkbox cannot be told from no answer.
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    field_order = ("on", "reason")
