from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directive.codes import Code
from directive.lifecycles.grammar import Lifecycle
from directive.text.paragraph import Paragraph
from web.edit_conflict import MISSING_VERSION, with_value
from web.language import localized
from web.lists.filters import ChoiceFilter

MAX_VERSION = 2**31 - 1  # of PostgreSQL's integer


class StepForm(forms.Form):
    """The base form of a step; used as it is where the step has no input.

    Its fields become keywords of the service. `version` is that of the row the form was made from: the service
    passes it to `take_step`. Without it the form is invalid: it would overwrite what it has not seen.
    """

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MAX_VERSION
    )

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        self.row = row
        if row is not None:
            kwargs["initial"] = (
                {"version": row.version} | self.starting_values() | (kwargs.get("initial") or {})
            )
        super().__init__(*args, **kwargs)

    def starting_values(self) -> dict[str, Any]:
        """Initial values made from `self.row`; those passed as `initial` override them."""
        return {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.row is not None and cleaned.get("version") is None:
            self.errors.pop("version", None)
            # Sent again, it has the version of what the page now shows.
            self.data = with_value(self.data, self.add_prefix("version"), str(self.row.version))
            self.add_error(None, MISSING_VERSION)
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def seen_version(self) -> int | None:
        return self.cleaned_data.get("version")


class ReasonForm(StepForm):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))


def _code_name(code: Code) -> str:
    return localized(code.en, code.fr)


# Lazy, since choices are made when a form class is imported, before a reader has a language.
code_label = lazy(_code_name, str)


def paragraph_choices(rows: Iterable[Paragraph]) -> list[tuple[str, str]]:
    """(number, citation) of each paragraph, in the active language."""
    return [(row.number, "§ {} {}".format(*row.cited(get_language()))) for row in rows]


# Filters that the lists of all models with a lifecycle share.
def state_filter(lifecycle: Lifecycle) -> ChoiceFilter:
    states = [(state.name, _(state.label)) for state in lifecycle.states]
    return ChoiceFilter(_("State"), states, lambda state: Q(state=state))


def late_filter() -> ChoiceFilter:
    return ChoiceFilter(
        _("Target date"),
        [("1", _("Passed"))],
        lambda _passed: Q(due_on__lt=timezone.localdate()),
    )
