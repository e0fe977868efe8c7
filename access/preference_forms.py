from django import forms
from django.utils.translation import gettext_lazy as _

from access.models import Person
from access.person_forms import LANGUAGES


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]
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
