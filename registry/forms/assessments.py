from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directive.reference.platform_uses import PLATFORM_USES
from registry.models import RISK_AREAS
from web.fields import CHOOSE, DayField
from workflow.forms import StepForm

_DAY = {"type": "date"}
_RATINGS = [CHOOSE, (1, _("1, least")), (2, "2"), (3, "3"), (4, _("4, most"))]


class DraftForm(forms.Form):
    use = forms.ChoiceField(
        label=_("Use"), choices=[CHOOSE, *((use.code, _(use.title)) for use in PLATFORM_USES)]
    )
    method = forms.CharField(
        label=_("Method and its version"),
        help_text=_("The instrument followed, and the date of its text."),
        max_length=200,
    )


class EditForm(StepForm):
    """Any field may stay empty: the guard of `send` asks for what is missing."""

    method = forms.CharField(label=_("Method and its version"), max_length=200)
    summary_en = forms.CharField(
        label=_("Summary in English"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    summary_fr = forms.CharField(
        label=_("Summary in French"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, title in RISK_AREAS.items():
            self.fields[f"risk_{code}"] = forms.TypedChoiceField(
                label=title, choices=_RATINGS, coerce=int, empty_value=None, required=False
            )

    def starting_values(self) -> dict[str, Any]:
        names = ("method", "summary_en", "summary_fr")
        risks = {f"risk_{code}": self.row.risks.get(code, "") for code in RISK_AREAS}
        return {name: getattr(self.row, name) for name in names} | risks

    def values(self) -> dict[str, Any]:
        values = super().values()
        risks = {code: values.pop(f"risk_{code}") for code in RISK_AREAS}
        return values | {"risks": {code: rating for code, rating in risks.items() if rating}}


class InForceForm(StepForm):
    review_on = DayField(
        years_ahead=5,
        label=_("Review date"),
        help_text=_("The assessment stops counting after this day."),
        widget=forms.DateInput(attrs=_DAY),
    )
