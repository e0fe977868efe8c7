"""The configuration review: one answer for each rule valid today (§ 4.7(2), 4.7(3))."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.models import ConfigurationReview, ConfigurationRule
from workflow.forms import StepForm


def valid_rules() -> list[ConfigurationRule]:
    today = timezone.localdate()
    not_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    return list(ConfigurationRule.objects.filter(not_ended, valid_from__lte=today))


class ConfigurationForm(StepForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.rules = valid_rules()  # before the fields, which are made from them
        super().__init__(*args, **kwargs)
        for rule in self.rules:
            self.fields[f"answer_{rule.code}"] = _answer_field(rule)
            self.fields[f"note_{rule.code}"] = forms.CharField(
                label=_("Note on %(code)s") % {"code": rule.code}, required=False, max_length=500
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for rule in self.rules:
            answer, note = cleaned.get(f"answer_{rule.code}"), cleaned.get(f"note_{rule.code}")
            if answer == ConfigurationReview.Answer.FAIL and not note:
                self.add_error(f"note_{rule.code}", _("Say what does not meet the rule."))
        return cleaned

    def values(self) -> dict[str, Any]:
        return {"answers": {rule.code: self._answer_to(rule) for rule in self.rules}}

    def _answer_to(self, rule: ConfigurationRule) -> dict[str, str]:
        return {
            "answer": self.cleaned_data[f"answer_{rule.code}"],
            "note": self.cleaned_data[f"note_{rule.code}"],
            "rule": str(rule.pk),  # the code alone would not tell which wording was answered
        }


def _answer_field(rule: ConfigurationRule) -> forms.ChoiceField:
    source = rule.source
    return forms.ChoiceField(
        label=f"{rule.code}. {rule.text}",
        help_text=_("%(source)s (assumed)") % {"source": source} if rule.unconfirmed else source,
        choices=ConfigurationReview.Answer.choices,
        widget=forms.RadioSelect(attrs={"class": "across"}),
    )
