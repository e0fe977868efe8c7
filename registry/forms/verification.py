"""The form of the verify page: an address, or a handle and its platform."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.models import Platform
from web.fields import NamedChoiceField


class _PlatformField(NamedChoiceField):
    """Offers the platforms in use. A former name, as in a kept address, stands for the present one."""

    def to_python(self, value: Any) -> Any:
        renamed = Platform.objects.filter(slug=value, renamed_to__isnull=False)
        successor = renamed.values_list("renamed_to__slug", flat=True).first()
        return super().to_python(successor or value)


class VerificationForm(forms.Form):
    q = forms.CharField(
        label=_("Address or handle of the account"),
        help_text=_("Paste the address. A handle alone is looked up on all platforms."),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    platform = _PlatformField(
        label=_("Platform, for a handle alone"),
        queryset=Platform.objects.offered(),
        to_field_name="slug",
        required=False,
        empty_label=_("Not needed for an address"),
    )
