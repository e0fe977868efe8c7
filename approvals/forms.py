"""Forms of the L1, the reviewer and ADM(PA)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directive.text.paragraphs import REASON_PARAGRAPHS
from requests_app.enums import FoundOutcome, Kind, Recommendation
from requests_app.form_spec import FIELD_LABELS
from web.fields import CHOOSE, DayField
from workflow.forms import StepForm, paragraph_choices

_TEXT = {"rows": 4}


class ParagraphForm(StepForm):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs=_TEXT))
    paragraph = forms.ChoiceField(
        label=_("Paragraph of the directive"),
        choices=lambda: [CHOOSE, *paragraph_choices(REASON_PARAGRAPHS)],
    )


class UnassignForm(StepForm):
    reason = forms.CharField(
        label=_("Why you unassign it"), required=False, widget=forms.Textarea(attrs=_TEXT)
    )


class ReturnForm(StepForm):
    """Up to ROWS reasons for a return for changes; an empty row is ignored."""

    ROWS = 4  # fixed, so that the page works without JavaScript

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, self.ROWS + 1):
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("What must change, and why"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.fields[f"field_{number}"] = forms.ChoiceField(
                label=_("Field of the form"),
                required=False,
                choices=[CHOOSE, *FIELD_LABELS.items()],
            )
            self.fields[f"paragraph_{number}"] = forms.ChoiceField(
                label=_("Paragraph of the directive"),
                required=False,
                choices=[CHOOSE, *paragraph_choices(REASON_PARAGRAPHS)],
            )

    @property
    def reason_rows(self) -> list[tuple[Any, Any, Any]]:
        return [
            (self[f"text_{number}"], self[f"field_{number}"], self[f"paragraph_{number}"])
            for number in range(1, self.ROWS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        for number in range(1, self.ROWS + 1):
            self._check_row(cleaned, number)
        # Not besides other errors: a row that is half filled in is a reason being written.
        if not self.errors and not self.values()["reasons"]:
            self.add_error("text_1", _("Give at least one reason."))
        return cleaned

    def _check_row(self, cleaned: dict[str, Any], number: int) -> None:
        row = {name: cleaned.get(f"{name}_{number}") for name in ("text", "field", "paragraph")}
        if not any(row.values()):
            return
        missing = {
            "text": _("Write the reason."),
            "field": _("Choose the field that must change."),
            "paragraph": _("Choose the paragraph that the reason rests on."),
        }
        for name, sentence in missing.items():
            if not row[name]:
                self.add_error(f"{name}_{number}", sentence)

    def values(self) -> dict[str, Any]:
        rows = [
            {
                name: self.cleaned_data.get(f"{name}_{number}", "")
                for name in ("text", "field", "paragraph")
            }
            for number in range(1, self.ROWS + 1)
        ]
        return {"reasons": [row for row in rows if row["text"]]}


class RecommendForm(StepForm):
    recommendation = forms.ChoiceField(
        label=_("Recommendation"), choices=Recommendation, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Why"),
        help_text=_("ADM(PA) reads this with the request."),
        widget=forms.Textarea(attrs=_TEXT),
    )


class QuestionForm(StepForm):
    question = forms.CharField(label=_("Question"), widget=forms.Textarea(attrs=_TEXT))


class ApproveForm(StepForm):
    conditions = forms.CharField(
        label=_("Conditions, if any"),
        help_text=_("Each must be met before the account becomes active."),
        required=False,
        widget=forms.Textarea(attrs=_TEXT),
    )


class RefuseForm(ParagraphForm):
    found_outcome = forms.ChoiceField(
        label=_("The account that was found"),
        help_text=_("§ 5.4(1): ADM(PA) may direct the deactivation of an unapproved account."),
        choices=FoundOutcome,
        widget=forms.RadioSelect,
        required=False,
    )
    found_reason = forms.CharField(
        label=_("Why, or why not"), required=False, widget=forms.Textarea(attrs=_TEXT)
    )
    found_due = DayField(
        label=_("Deactivate by"),
        years_back=0,
        years_ahead=1,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # § 5.4(1) is about an account in use without approval: other kinds have found none.
        if self.row.kind != Kind.REGULARIZATION:
            for name in ("found_outcome", "found_reason", "found_due"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("found_outcome") == FoundOutcome.DIRECTED and not cleaned.get("found_due"):
            self.add_error("found_due", _("Say by which day it must be deactivated."))
        if cleaned.get("found_outcome") and not cleaned.get("found_reason"):
            self.add_error("found_reason", _("Give the reason."))
        return cleaned
