"""What anybody may see, without signing in."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from access.paging import counted, page_of
from access.parts import page_or_part
from access.standing import standing_of
from registry import verdict
from registry.accounts import Account
from registry.claims import Claim
from registry.filters import OfficialFilter
from registry.inquiry import InquiryForm, reply
from registry.numbers import is_number

MINUTE = 60


@require_safe
@login_not_required
def official(request: HttpRequest) -> HttpResponse:
    sort = "sort_fr" if get_language() == "fr" else "sort_en"
    form = OfficialFilter(request.GET)
    rows = form.narrowed(verdict.official())
    listed = rows.select_related("organization", "platform")
    name = "name_fr" if get_language() == "fr" else "name_en"
    order = (f"organization__{sort}", "organization__id", "platform__slug", name, "id")
    page = page_of(listed, request.GET.dict(), *order)
    context = {"form": form, "page": page, "groups": _groups(page.rows), **counted(rows)}
    return _for_anybody(page_or_part(request, "public/official.html", context))


@require_safe
@login_not_required
def official_record(request: HttpRequest, number: str) -> HttpResponse:
    if not is_number(number):
        raise Http404
    related = ("organization", "platform", "partner__platform")
    row = get_object_or_404(verdict.once_official().select_related(*related), number=number)
    context = {
        "row": row,
        "verdict": verdict.of_account(row),
        "today": timezone.localdate(),
        "partner": _public_partner(row),
        "former": Claim.objects.filter(owner=row.pk, kind=Claim.Kind.FORMER).order_by("until"),
    }
    return _for_anybody(render(request, "public/record.html", context))


@require_safe
@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    form = InquiryForm(request.GET if "q" in request.GET else None)
    standing = standing_of(request.user) if request.user.is_authenticated else None
    answer = None
    if form.is_valid():
        given = form.cleaned_data
        answer = reply(given["q"], given["platform"], standing=standing)
        if answer.problem:
            form.add_error("q", answer.problem)
    context = {"form": form, "answer": answer, "today": timezone.localdate()}
    response = render(request, "public/verify.html", context)
    if standing is None:
        return _for_anybody(response, MINUTE)
    response["Cache-Control"] = "private, no-store"
    return response


def _groups(rows: list[Account]) -> list[tuple[Any, list[Account]]]:
    return [(key, list(group)) for key, group in groupby(rows, lambda row: row.organization)]


def _public_partner(row: Account) -> Account | None:
    partner = row.partner
    if partner is None or verdict.of_account(partner) is verdict.UNKNOWN:
        return None
    return partner


def _for_anybody(response: HttpResponse, seconds: int = 5 * MINUTE) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=seconds)
    return response


urlpatterns = [
    path("official/", official, name="official"),
    path("official/<str:number>/", official_record, name="official_record"),
    path("verify/", verify, name="verify"),
]
