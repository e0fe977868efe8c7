from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.reference_site import ReferenceAdmin
from reminders.models import Interval
from reminders.rules import BY_KIND, RULES, WITHIN


def named(kind: str) -> str:
    if not kind:
        return gettext("Every other kind")
    rule = BY_KIND.get(kind)
    return f"{gettext(rule.label)} (§ {rule.paragraph})" if rule else kind


class IntervalForm(forms.ModelForm):
    """Starts from the days of the table; a kind without a row of its own goes by the one for all."""

    kind = forms.ChoiceField(label=_("kind"), required=False)

    class Meta:
        model = Interval
        fields = ("kind", "within", "before", "every", "superior", "l1", "ecomms")
        help_texts = {
            "within": _("Only where nothing else says when it is due. Empty: as foreseen."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, named(kind)) for kind in ("", *BY_KIND)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("within") and given.get("kind") not in WITHIN:
            self.add_error("within", _("The day of this kind is set elsewhere: leave it empty."))
        return given


@admin.register(Interval)
class IntervalAdmin(ReferenceAdmin):
    form = IntervalForm
    list_display = ["of", "within", "before", "every", "superior", "l1", "ecomms"]

    @admin.display(description=_("kind"))
    def of(self, interval: Interval) -> str:
        return named(interval.kind)

    def get_changeform_initial_data(self, request: Any) -> dict[str, Any]:
        rungs = RULES[0].rungs
        climb = {role.value: days for role, days in rungs.climb.items()}
        return {"before": ",".join(map(str, rungs.before)), "every": rungs.every, **climb}
