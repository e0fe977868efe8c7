"""Forms of the steps of an account that need something written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directive.codes import SUSPENSION_REASONS
from directive.text.paragraphs import GROUND_PARAGRAPHS
from web.fields import CHOOSE, CountField, DayField, UploadField
from web.uploads import SCAN_TYPES
from workflow.forms import StepForm, code_label, paragraph_choices

_DAY = {"type": "date"}
_TEXT = {"rows": 4}


class SubmitForm(StepForm):
    sent_on = DayField(
        years_back=10, years_ahead=0, label=_("Sent on"), widget=forms.DateInput(attrs=_DAY)
    )
    reference = forms.CharField(
        label=_("Reference"),
        help_text=_("The number or the subject of the message to Service Canada."),
        max_length=100,
    )
    proof = UploadField(
        label=_("Proof of the submission"),
        help_text=_("A PDF or a picture, of 10 MB at most."),
        required=False,
        permitted=SCAN_TYPES,
    )


class SuspendForm(StepForm):
    code = forms.ChoiceField(
        label=_("Why"), choices=SUSPENSION_REASONS.choices(code_label), widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Explanation"), widget=forms.Textarea(attrs=_TEXT))


class EvidenceForm(StepForm):
    evidence = forms.CharField(
        label=_("What you saw, and when"), widget=forms.Textarea(attrs=_TEXT)
    )


class InstructionsForm(StepForm):
    instructions = forms.CharField(
        label=_("Instructions given"),
        help_text=_("Their title and version, and how they were given."),
        max_length=100,
    )

    def starting_values(self) -> dict[str, Any]:
        return {"instructions": self.row.instructions_version}


class CustodyForm(StepForm):
    """Who holds the credentials and where they are kept, never what they are (§ 3.7)."""

    role = forms.CharField(label=_("Role that holds the credentials"), max_length=200)
    place = forms.CharField(
        label=_("Where they are kept"),
        help_text=_("The name of the vault or the safe. Never write a password here."),
        max_length=200,
    )
    multi_factor = forms.TypedChoiceField(
        label=_("Multi-factor sign-in"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    administrators = CountField(label=_("Number of administrators"), min_value=1, max_value=1000)

    def starting_values(self) -> dict[str, Any]:
        row = self.row
        answers = {True: "yes", False: "no", None: ""}
        return {
            "role": row.custody_role,
            "place": row.custody_place,
            "multi_factor": answers[row.custody_multi_factor],
            "administrators": row.custody_administrators,
        }


class DirectClosureForm(StepForm):
    ground = forms.ChoiceField(
        label=_("Ground"),
        help_text=_("§ 5.4(2): what the account does not comply with."),
        choices=lambda: [CHOOSE, *paragraph_choices(GROUND_PARAGRAPHS)],
    )
    reason = forms.CharField(label=_("Explanation"), widget=forms.Textarea(attrs=_TEXT))
    due_on = DayField(
        years_back=0, years_ahead=1, label=_("Deactivate by"), widget=forms.DateInput(attrs=_DAY)
    )
