"""The form behind a step: what the person writes, and the version they saw."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directive.codes import Code


class StepForm(forms.Form):
    """Fields become keywords of the service. A step that needs nothing written uses it as it is."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        self.row = row
        if row is not None:
            kwargs["initial"] = (
                {"version": row.version} | self.starting_values() | (kwargs.get("initial") or {})
            )
        super().__init__(*args, **kwargs)

    def starting_values(self) -> dict[str, Any]:
        """What the fields hold before anything is typed."""
        return {}

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def seen_version(self) -> int | None:
        return self.cleaned_data.get("version")


class ReasonForm(StepForm):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))


def _name(code: Code) -> str:
    return code.fr if get_language() == "fr" else code.en


code_label = lazy(_name, str)
