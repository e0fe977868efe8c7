"""Public pages: the list of official accounts, one record, verification. No sign-in needed."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from access.resolver import access_for
from registry.forms.filters import OfficialFilter
from registry.forms.verification import VerificationForm
from registry.models import Account, AccountAddress
from registry.numbers import is_number
from registry.queries import verification
from registry.queries.verification import verify_text
from web.htmx import render_page_or_partial
from web.language import localized
from web.lists.pagination import paginate

_LIST_SECONDS = 300
# An answer is true at its hour alone: of an account that ends, no copy may stay.
_NO_STORE = "private, no-store"


@require_safe
@login_not_required
def official(request: HttpRequest) -> HttpResponse:
    sort = localized("sort_en", "sort_fr")
    rows = verification.official_accounts().select_related("organization", "platform")
    filters = OfficialFilter(request.GET, rows)
    name = localized("name_en", "name_fr")
    order = (f"organization__{sort}", "organization__id", "platform__slug", name, "id")
    page = paginate(filters.rows, request.GET.dict(), *order)
    groups = groupby(page.rows, lambda row: row.organization)
    context = {
        "page": page,
        "groups": [(organization, list(rows)) for organization, rows in groups],
        **filters.list_context(),
    }
    response = render_page_or_partial(request, "public/official.html", context)
    if request.user.is_authenticated:
        response["Cache-Control"] = _NO_STORE  # its header names the person
    else:
        patch_cache_control(response, public=True, max_age=_LIST_SECONDS)
    return response


@require_safe
@login_not_required
def official_record(request: HttpRequest, number: str) -> HttpResponse:
    # A mistyped number is told by its check character, without a query.
    if not is_number(number):
        raise Http404
    related = ("organization", "platform", "partner__platform")
    row = get_object_or_404(
        verification.once_official_accounts().select_related(*related), number=number
    )
    context = {
        "row": row,
        "verdict": verification.verdict_for_account(row),
        "now": timezone.now(),
        "partner": _public_partner(row),
        "former": AccountAddress.objects.filter(
            account=row, status=AccountAddress.Status.FORMER
        ).order_by("until"),
    }
    response = render(request, "public/record.html", context)
    response["Cache-Control"] = _NO_STORE
    return response


@require_safe
@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    form = VerificationForm(request.GET if "q" in request.GET else None)
    access = access_for(request.user) if request.user.is_authenticated else None
    result = None
    if form.is_valid():
        result = verify_text(form.cleaned_data["q"], form.cleaned_data["platform"], access=access)
        if result.error:
            form.add_error("q", result.error)
    context = {
        "form": form,
        "result": result,
        "unknown": verification.UNKNOWN,
        "now": timezone.now(),
    }
    response = render(request, "public/verify.html", context)
    response["Cache-Control"] = _NO_STORE
    return response


def _public_partner(row: Account) -> Account | None:
    partner = row.partner
    # A partner that was never official is none of the public's business yet.
    if partner is None or verification.verdict_for_account(partner) is verification.UNKNOWN:
        return None
    return partner


urlpatterns = [
    path("official/", official, name="official"),
    path("official/<str:number>/", official_record, name="official_record"),
    path("verify/", verify, name="verify"),
]
