"""The form of the verify page: an address, or a handle and its platform."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.models import Platform
from web.fields import NamedChoiceField


class VerificationForm(forms.Form):
    q = forms.CharField(
        label=_("Address or handle of the account"),
        help_text=_("Paste the address, or type the handle and choose its platform."),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    platform = NamedChoiceField(
        label=_("Platform, for a handle alone"),
        queryset=Platform.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label=_("Not needed for an address"),
    )
