from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.fields import OrganizationField, PersonField
from access.models import Organization, Person
from directive.roles import ASSIGNABLE_ROLES, CENTRAL, ROLES_BY_NAME, Role
from web.edit_conflict import OptimisticLockForm
from web.fields import CHOOSE, DayField, ModelForm, choice

LANGUAGES = [("", _("English and French")), *Person.Language.choices]
ROLES = [(role.value, _(ROLES_BY_NAME[role].title)) for role in ASSIGNABLE_ROLES]


class PersonForm(OptimisticLockForm):
    class Meta:
        model = Person
        fields = ("name", "username", "email", "language", "engagement")
        help_texts = {
            "username": _("What the person types to sign in."),
            "engagement": _("A contractor cannot be a practitioner (§ 5.5)."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "language").choices = LANGUAGES


class RoleAssignmentForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))
    organization = OrganizationField(
        label=_("Organization"),
        required=False,
        help_text=_("Its abbreviation, full name or code. Leave empty for a central role."),
    )
    first_day = DayField(label=_("First day"), required=False, help_text=_("Empty: today."))
    last_day = DayField(label=_("Last day"), required=False)
    acting_for = PersonField(
        label=_("Acting for"),
        required=False,
        help_text=_("E-mail address or sign-in name of the person whose role it is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A superior authorizes practitioners (§ 3.10): an administrator cannot assign that role.
        choice(self, "role").choices = [
            CHOOSE,
            *((role, title) for role, title in ROLES if role != Role.PRACTITIONER),
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        # Central roles are held at the root, the only organization with depth 1.
        if data.get("role") in CENTRAL and not data.get("organization"):
            data["organization"] = Organization.objects.get(depth=1)
        elif "organization" in data and not data["organization"]:
            self.add_error("organization", _("Say in which organization."))
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day cannot be before the first day."))
        return data


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class PreferencesForm(ModelForm):
    language = forms.ChoiceField(
        label=_("Language of mail"),
        required=False,
        choices=LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("The pages keep their own language: change it at the top."),
    )

    class Meta:
        model = Person
        fields = ("language", "time_zone", "theme")
        widgets = {"theme": forms.RadioSelect}
        help_texts = {
            "time_zone": _(
                "Hours are shown in this zone. Target dates are counted where the organization is."
            ),
        }
