from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from access.answers import answer
from access.preference_forms import PreferencesForm
from access.preferences import set_preferences
from access.signed_in import SignedIn


def preferences(request: SignedIn) -> HttpResponse:
    return answer(
        request,
        PreferencesForm(request.POST or None, instance=request.user),
        set_preferences,
        said=_("Your preferences are saved."),
        back=reverse("preferences"),
        template="access/preferences.html",
    )
