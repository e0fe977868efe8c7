from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.admin_site import ReferenceAdmin
from reminders.models import ReminderInterval
from reminders.rules import DEFAULT_DAYS, RULES, RULES_BY_NAME


def rule_label(name: str) -> str:
    # The row without a rule is for all the rules that have no row of their own.
    if not name:
        return gettext("Every other kind")
    rule = RULES_BY_NAME.get(name)
    return f"{gettext(rule.label)} (§ {rule.paragraph})" if rule else name


def rule_choices() -> list[tuple[str, str]]:
    return [(name, rule_label(name)) for name in ("", *RULES_BY_NAME)]


class IntervalForm(forms.ModelForm):  # type: ignore[type-arg]
    rule = forms.ChoiceField(label=_("kind"), required=False, choices=rule_choices)

    class Meta:
        model = ReminderInterval
        fields = ("rule", "within", "before", "every", "superior", "l1", "ecomms")
        help_texts = {
            "within": _("Only where nothing else says when it is due. Empty: as foreseen."),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        # The day of the other rules is a column or a target, which this number would not change.
        if data.get("within") and data.get("rule") not in DEFAULT_DAYS:
            self.add_error("within", _("The day of this kind is set elsewhere: leave it empty."))
        return data


@admin.register(ReminderInterval)
class IntervalAdmin(ReferenceAdmin):
    form = IntervalForm
    list_display = ["of", "within", "before", "every", "superior", "l1", "ecomms"]

    @admin.display(description=_("kind"))
    def of(self, interval: ReminderInterval) -> str:
        return rule_label(interval.rule)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        # The first rule has the schedule that most rules share.
        schedule = RULES[0].schedule
        escalation = {role.value: days for role, days in schedule.escalate_after.items()}
        return {
            "before": ",".join(map(str, schedule.before)),
            "every": schedule.every,
            **escalation,
        }
