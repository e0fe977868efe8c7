"""The list of requests, and one request."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from access.paging import counted, page_of
from access.parts import page_or_part
from access.policy import visible_to
from access.standing import standing_of
from requests_app import record
from requests_app.list_form import ListForm
from requests_app.models import Request
from requests_app.start_form import StartForm

_AROUND = ("organization", "requester", "submitted_by", "reviewer", "adviser", "endorsed_by")
_FURTHER = ("accepted_by", "decided_by", "receiving", "answerable", "backup")
_ACCOUNT = ("account__platform", "account__organization", "account__partner")


def requests(request: HttpRequest) -> HttpResponse:
    standing = standing_of(request.user)
    form = ListForm(request.GET)
    rows = visible_to(standing, Request).filter(form.rule(request.user))
    listed = rows.select_related("organization", "requester")
    context = {
        "form": form,
        "page": page_of(listed, request.GET.dict(), "-changed_at", "-pk"),
        "filtered": any(request.GET.values()),
        "may_start": StartForm(standing=standing).usable,
        **counted(rows),
    }
    return page_or_part(request, "requests_app/requests.html", context)


def request_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    standing = standing_of(request.user)
    rows = visible_to(standing, Request).select_related(*_AROUND, *_FURTHER, *_ACCOUNT)
    context = record.page(standing, get_object_or_404(rows, pk=pk))
    return render(request, "requests_app/request.html", context)
