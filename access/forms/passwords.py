from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from access.models import Person

MAX_CHARACTERS = 200  # hashing takes as long as it is long


def _rules() -> str:
    return " ".join(password_validators_help_texts())


def password_field(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        strip=False,
        max_length=MAX_CHARACTERS,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


class ForgottenPasswordForm(forms.Form):
    account = forms.CharField(
        label=_("Sign-in name or e-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )


class UsernameInput(forms.HiddenInput):
    """Tells a password manager whose password it is; a browser asks for it in every form of passwords."""

    input_type = "text"
    is_hidden = True


class NewPasswordForm(forms.Form):
    username = forms.CharField(
        required=False, widget=UsernameInput(attrs={"autocomplete": "username", "hidden": True})
    )
    password = password_field(_("New password"), "new-password", lazy(_rules, str)())
    repeated = password_field(_("New password, once more"), "new-password")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["username"].initial = person.username

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data.pop("username", None)
        if {"password", "repeated"} <= data.keys() and data["password"] != data["repeated"]:
            self.add_error("repeated", _("This is not the same password."))
        return data


class ChangePasswordForm(NewPasswordForm):
    current = password_field(_("Current password"), "current-password")
    field_order = ["username", "current", "password", "repeated"]

    def clean_current(self) -> str:
        current: str = self.cleaned_data["current"]
        if not self.person.check_password(current):
            raise forms.ValidationError(_("This is not your current password."))
        return current
