from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.admin_site import ReferenceAdmin
from reminders.models import ReminderInterval
from reminders.rules import DEFAULT_DAYS, RULES, RULES_BY_NAME


def rule_label(kind: str) -> str:
    if not kind:
        return gettext("Every other kind")
    rule = RULES_BY_NAME.get(kind)
    return f"{gettext(rule.label)} (§ {rule.paragraph})" if rule else kind


class IntervalForm(forms.ModelForm):
    """Starts from the days of the table; a kind without a row of its own goes by the one for all."""

    rule = forms.ChoiceField(label=_("kind"), required=False)

    class Meta:
        model = ReminderInterval
        fields = ("rule", "within", "before", "every", "superior", "l1", "ecomms")
        help_texts = {
            "within": _("Only where nothing else says when it is due. Empty: as foreseen."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [(kind, rule_label(kind)) for kind in ("", *RULES_BY_NAME)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("within") and given.get("rule") not in DEFAULT_DAYS:
            self.add_error("within", _("The day of this kind is set elsewhere: leave it empty."))
        return given


@admin.register(ReminderInterval)
class IntervalAdmin(ReferenceAdmin):
    form = IntervalForm
    list_display = ["of", "within", "before", "every", "superior", "l1", "ecomms"]

    @admin.display(description=_("kind"))
    def of(self, interval: ReminderInterval) -> str:
        return rule_label(interval.rule)

    def get_changeform_initial_data(self, request: Any) -> dict[str, Any]:
        schedule = RULES[0].schedule
        climb = {role.value: days for role, days in schedule.escalate_after.items()}
        return {"before": ",".join(map(str, schedule.before)), "every": schedule.every, **climb}
