"""The certificate of an account, for as long as the account is official."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_safe

from access.http import AuthenticatedHttpRequest
from access.policy import visible_to
from access.resolver import access_for
from registry.certificate import certificate_parts, certificate_pdf, check_url, qr_code
from registry.models import Account
from registry.queries import verification

RELATED = ("organization", "platform")


@require_safe
def certificate(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    row = _get_official_account(request, pk)
    return render(request, "registry/certificate.html", _certificate_context(row, public=False))


@require_safe
def certificate_document(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    row = _get_official_account(request, pk)
    response = HttpResponse(certificate_pdf(row), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{row.number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@login_not_required
def official_certificate(request: HttpRequest, number: str) -> HttpResponse:
    row = get_object_or_404(
        verification.official_accounts().select_related(*RELATED), number=number
    )
    return render(request, "public/certificate.html", _certificate_context(row, public=True))


def _get_official_account(request: AuthenticatedHttpRequest, pk: UUID) -> Account:
    rows = visible_to(access_for(request.user), Account).filter(verification.OFFICIAL)
    return get_object_or_404(rows.select_related(*RELATED), pk=pk)


def _certificate_context(row: Account, *, public: bool) -> dict[str, Any]:
    return {
        "row": row,
        "parts": certificate_parts(row, public=public),
        "code": qr_code(row),
        "check_url": check_url(row),
    }


urlpatterns = [
    path("registry/<uuid:pk>/certificate/", certificate, name="account_certificate"),
    path(
        "registry/<uuid:pk>/certificate.pdf", certificate_document, name="account_certificate_pdf"
    ),
    path("official/<str:number>/certificate/", official_certificate, name="official_certificate"),
]
