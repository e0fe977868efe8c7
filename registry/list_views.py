from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from access.acts import acting
from access.paging import page_of
from access.policy import may
from access.standing import standing_of
from audit.ledger import ledger, record
from registry.accounts import Account
from registry.exports import csv_response
from registry.filters import AccountFilter, filtered
from registry.listing import exported, header
from workflow.problems import NotYours

CAP = 1000


def registry(request: HttpRequest) -> HttpResponse:
    standing = standing_of(request.user)
    form = AccountFilter(request.GET, standing=standing)
    rows = filtered(standing, form)
    context = {
        "form": form,
        "page": page_of(_listed(rows), request.GET.dict(), "-changed_at", "-id"),
        "filtered": any(form.cleaned_data.values()),
        "export_url": _export_url(request) if may(standing, "export_registry") else "",
        **_count(rows),
    }
    return render(request, "registry/accounts.html", context)


def registry_export(request: HttpRequest) -> HttpResponse:
    """Exactly what the list shows, as far as this person may take it out; the log keeps who did."""
    standing = standing_of(request.user)
    if not may(standing, "export_registry"):
        raise NotYours("export_registry")
    form = AccountFilter(request.GET, standing=standing)
    rows = exported(standing, filtered(standing, form))
    with ledger():
        chosen = {name: value for name, value in form.cleaned_data.items() if value}
        by = acting(request.user)
        record("registry.export", kind="registry", object_id="accounts", by=by, after=chosen)
    return csv_response("registry.csv", (line for part in ([header()], rows) for line in part))


def _listed(rows: QuerySet[Account]) -> QuerySet[Account]:
    return rows.select_related("platform", "organization")


def _count(rows: QuerySet[Account]) -> dict[str, Any]:
    """Counted up to a cap: a count of everything costs more than the page."""
    total = rows.order_by()[: CAP + 1].count()
    return {"total": min(total, CAP), "more": total > CAP}


def _export_url(request: HttpRequest) -> str:
    return f"{reverse('registry_export')}?{request.GET.urlencode()}"


urlpatterns = [
    path("registry/", registry, name="registry"),
    path("registry/export.csv", registry_export, name="registry_export"),
]
