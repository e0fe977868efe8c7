from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.conflict import SeenForm
from registry.address_problems import Problem, Unreadable
from registry.addresses import parse
from registry.platforms import Platform, SecurityAdvice


class AddressForm(forms.Form):
    address = forms.CharField(
        label=_("Paste the address of an account"),
        help_text=_("You see which platform and handle it is, or why it cannot be read."),
        required=False,
    )


class PlatformForm(SeenForm):
    """The rules are data; an example address proves that they can be read."""

    example = forms.CharField(
        label=_("An address that must be read"),
        help_text=_("It is not kept: it proves that the rules work."),
        required=False,
    )
    reason = forms.CharField(label=_("Why you change it"), widget=forms.Textarea(attrs={"rows": 3}))

    class Meta:
        model = Platform
        fields = [
            "slug",
            "name_en",
            "name_fr",
            "category",
            "standing",
            "renamed_to",
            "allowed_on_devices",
            "rules",
            "assumed",
        ]
        help_texts = {
            "category": _("From 1 to 10, as in § 3.3."),
            "rules": _("Hosts, address forms and reserved words, as JSON."),
        }
        widgets = {
            "rules": forms.Textarea(attrs={"rows": 16, "class": "mono", "spellcheck": "false"})
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rules"].show_hidden_initial = False
        if self.instance._state.adding:
            del self.fields["reason"]
        else:
            self.fields["slug"].disabled = True

    def clean_category(self) -> int:
        category = self.cleaned_data["category"]
        if not 1 <= category <= 10:
            raise forms.ValidationError(_("The categories of § 3.3 go from 1 to 10."))
        return category

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("standing") == Platform.Standing.RENAMED and not cleaned.get("renamed_to"):
            self.add_error("renamed_to", _("Say which platform it is now."))
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        try:
            rules = self.instance.reading()
        except Unreadable as unreadable:
            self.add_error("rules", _said(unreadable.problem))
            return
        example = self.cleaned_data["example"]
        answer = parse(example, [rules]) if example else None
        if isinstance(answer, Problem):
            self.add_error("example", _said(answer))


class AdviceForm(forms.ModelForm):
    class Meta:
        model = SecurityAdvice
        fields = ["conclusion", "text"]
        widgets = {"conclusion": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 6})}


def _said(problem: Problem) -> str:
    return gettext(problem.message) % problem.params
