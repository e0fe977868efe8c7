"""Forms of the closing plan: written with the request for closure, then worked on (§ 4.6)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directive.codes import CLOSING_PLAN
from registry.models import AccountAddress, ClosingTask
from workflow.forms import StepForm, code_label

_TEXT = {"rows": 3}


class AskClosureForm(StepForm):
    reason = forms.CharField(
        label=_("Why the account should be closed"), widget=forms.Textarea(attrs=_TEXT)
    )
    disposition = forms.ChoiceField(
        label=_("What becomes of the handle"),
        choices=AccountAddress.Disposition,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, title in CLOSING_PLAN.choices(code_label):
            self.fields[f"plan_{code}"] = forms.CharField(
                label=title,
                help_text=_("How it will be done, or why it does not apply."),
                widget=forms.Textarea(attrs=_TEXT),
            )

    def values(self) -> dict[str, Any]:
        values = super().values()
        plan = {code: values.pop(f"plan_{code}") for code in CLOSING_PLAN.codes}
        return values | {"plan": plan}


class WorkPlanForm(StepForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, title in CLOSING_PLAN.choices(code_label):
            self.fields[f"outcome_{code}"] = forms.ChoiceField(
                label=title, choices=ClosingTask.Outcome
            )
            self.fields[f"note_{code}"] = forms.CharField(
                label=_("Note: %(row)s") % {"row": title},
                required=False,
                widget=forms.Textarea(attrs=_TEXT),
            )
        self.fields["disposition"] = forms.ChoiceField(
            label=_("What became of the handle"),
            choices=[("", _("Not settled yet")), *AccountAddress.Disposition.choices],
            required=False,
        )

    def starting_values(self) -> dict[str, Any]:
        values: dict[str, Any] = {"disposition": self.row.closing_disposition}
        for task in self.row.closing_tasks.all():
            values |= {f"outcome_{task.code}": task.outcome, f"note_{task.code}": task.note}
        return values

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for code in CLOSING_PLAN.codes:
            # Only a directed closure can end so; the guard of `deactivate` knows which it is.
            is_undone = cleaned.get(f"outcome_{code}") == ClosingTask.Outcome.UNDONE
            if is_undone and not cleaned.get(f"note_{code}"):
                self.add_error(f"note_{code}", _("Say why it could not be done."))
        return cleaned

    def values(self) -> dict[str, Any]:
        values = super().values()
        rows = {
            code: (values[f"outcome_{code}"], values[f"note_{code}"]) for code in CLOSING_PLAN.codes
        }
        return {"rows": rows, "disposition": values["disposition"]}
