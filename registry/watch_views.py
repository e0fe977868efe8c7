from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.answers import answer
from access.paging import page_of
from access.powers import require
from registry.addresses import Parsed
from registry.claims import Claim
from registry.handles import parse_handle_on
from registry.watch import POWER, look, watched


class LookForm(forms.Form):
    seen = forms.CharField(
        label=gettext_lazy("What you see there today"),
        help_text=gettext_lazy(
            "Nothing, an account of somebody else, or one that looks like ours."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _address(claim: Claim) -> str:
    read = parse_handle_on(claim.platform, claim.handle)
    return read.address if isinstance(read, Parsed) else ""


def watch(request: HttpRequest) -> HttpResponse:
    require(request.user, POWER)
    rows = watched().select_related("platform")
    context = {"page": page_of(rows, request.GET.dict(), "until", "id")}
    return render(request, "registry/watch.html", context)


def watch_look(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(request.user, POWER)
    claim = get_object_or_404(watched().select_related("platform"), pk=pk)
    return answer(
        request,
        LookForm(request.POST or None),
        lambda *, by, seen: look(claim, by=by, seen=seen),
        said=_("What you saw is in the log."),
        back=reverse("watch"),
        crumb=_("Released handles"),
        look_at=_address(claim),
        heading=_("Look at %(handle)s (%(platform)s)")
        % {"handle": claim.handle, "platform": claim.platform.name},
    )


urlpatterns = [
    path("watch/", watch, name="watch"),
    path("watch/<uuid:pk>/", watch_look, name="watch_look"),
]
