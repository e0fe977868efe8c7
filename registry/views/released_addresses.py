from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.http import AuthenticatedHttpRequest
from registry.addresses.lookup import parse_handle_on
from registry.addresses.parser import ParsedAddress
from registry.services.addresses import record_check, released_addresses
from web.forms import process_form
from web.lists.pagination import paginate


class RecordCheckForm(forms.Form):
    seen = forms.CharField(
        label=gettext_lazy("What you see there today"),
        help_text=gettext_lazy(
            "Nothing, an account of somebody else, or one that looks like ours."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def released_address_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    rows = released_addresses(by=request.user).select_related("platform")
    context = {"page": paginate(rows, request.GET.dict(), "until", "id")}
    return render(request, "registry/released_addresses.html", context)


def released_address_check(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    rows = released_addresses(by=request.user).select_related("platform")
    address = get_object_or_404(rows, pk=pk)
    # By the present rules: the platform may have changed its addresses since the release.
    parsed = parse_handle_on(address.platform, address.handle)
    return process_form(
        request,
        RecordCheckForm(request.POST or None),
        lambda *, by, seen: record_check(address, by=by, seen=seen),
        success_message=_("What you saw is in the log."),
        cancel_url=reverse("released_addresses"),
        crumb=_("Released handles"),
        look_at=parsed.address if isinstance(parsed, ParsedAddress) else "",
        heading=_("Look at %(handle)s (%(platform)s)")
        % {"handle": address.handle, "platform": address.platform.name},
    )


urlpatterns = [
    path("released-addresses/", released_address_list, name="released_addresses"),
    path("released-addresses/<uuid:pk>/", released_address_check, name="released_address_check"),
]
