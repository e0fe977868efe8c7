from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registry.addresses import errors as problems
from registry.addresses.errors import AddressError, AddressProblem
from registry.addresses.parser import parse
from registry.addresses.regex import is_slow
from registry.models import Platform, SecurityAdvice, categories
from web.edit_conflict import OptimisticLockForm
from web.fields import CHOOSE, ModelForm, model_choice


class AddressForm(forms.Form):
    address = forms.CharField(
        label=_("Paste the address of an account"),
        help_text=_("You see which platform and handle it is, or why it cannot be read."),
        required=False,
    )


class PlatformForm(OptimisticLockForm):
    """A platform with its address rules as JSON, tried on an example address."""

    example = forms.CharField(
        label=_("An address that must be read"),
        help_text=_("It is not kept: it proves that the rules work."),
        required=False,
    )
    category = forms.TypedChoiceField(
        label=_("Category of § 3.3"), choices=lambda: [CHOOSE, *categories()], coerce=int
    )
    reason = forms.CharField(
        label=_("Reason for the change"), widget=forms.Textarea(attrs={"rows": 3})
    )

    class Meta:
        model = Platform
        fields = [
            "slug",
            "name_en",
            "name_fr",
            "category",
            "status",
            "renamed_to",
            "allowed_on_devices",
            "rules",
            "unconfirmed",
        ]
        help_texts = {
            "rules": _("Hosts, address forms and reserved words, as JSON."),
        }
        widgets = {
            "rules": forms.Textarea(attrs={"rows": 16, "class": "mono", "spellcheck": "false"})
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Since `default=dict` is a callable, Django would add the value a second time, hidden.
        self.fields["rules"].show_hidden_initial = False
        model_choice(self, "renamed_to").empty_label = _("Not renamed")
        if self.instance._state.adding:
            del self.fields["reason"]
        else:
            # Other rows and saved lists refer to the slug.
            self.fields["slug"].disabled = True
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("status") == Platform.Status.RENAMED and not cleaned.get("renamed_to"):
            self.add_error("renamed_to", _("Say which platform it is now."))
        if cleaned.get("renamed_to") and cleaned.get("status") != Platform.Status.RENAMED:
            self.add_error("renamed_to", _("Only a renamed platform leads to another one."))
        return cleaned

    def full_clean(self) -> None:
        super().full_clean()  # only now does the instance have the typed values
        if not self.is_bound or self.errors:
            return
        try:
            rules = self.instance.address_rules()
        except AddressError as error:
            self.add_error("rules", _sentence(error.problem))
            return
        for form in rules.forms:
            for pattern in filter(is_slow, (form.pattern, form.former_pattern)):
                problem = AddressProblem(message=problems.SLOW_PATTERN, params={"pattern": pattern})
                self.add_error("rules", _sentence(problem))
        example = self.cleaned_data["example"]
        parsed = parse(example, [rules]) if example else None
        if isinstance(parsed, AddressProblem):
            self.add_error("example", _sentence(parsed))


class AdviceForm(ModelForm):
    conclusion = forms.ChoiceField(
        label=_("Conclusion"), choices=SecurityAdvice.Conclusion, widget=forms.RadioSelect
    )

    class Meta:
        model = SecurityAdvice
        fields = ["conclusion", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}


def _sentence(problem: AddressProblem) -> str:
    return gettext(problem.message) % problem.params
