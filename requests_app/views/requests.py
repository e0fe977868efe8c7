"""The list of requests, one request, and the page that starts one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from access.http import AuthenticatedHttpRequest
from access.policy import visible_to
from access.resolver import access_for
from directive.lifecycles.request import REQUEST
from requests_app.enums import Kind
from requests_app.forms.filters import RequestFilterForm
from requests_app.forms.start import StartForm
from requests_app.models import AccountRequest
from requests_app.services.drafts import carry_over, start
from requests_app.views import detail
from web.htmx import render_page_or_partial
from web.pagination import capped_count, paginate
from workflow.exceptions import GuardFailed, StepNotPermitted
from workflow.step_views import step_success_message

_RELATED = (
    "organization",
    "requester",
    "submitted_by",
    "reviewer",
    "adviser",
    "endorsed_by",
    "accepted_by",
    "decided_by",
    "receiving_organization",
    "responsible_person",
    "backup_monitor",
    "account__platform",
    "account__organization",
    "account__partner",
)


def requests(request: AuthenticatedHttpRequest) -> HttpResponse:
    access = access_for(request.user)
    form = RequestFilterForm(request.GET)
    rows = visible_to(access, AccountRequest).filter(form.rule(request.user))
    listed = rows.select_related("organization", "requester")
    context = {
        "form": form,
        "page": paginate(listed, request.GET.dict(), "-updated_at", "-pk"),
        "filtered": any(request.GET.values()),
        "can_start": StartForm(access=access).usable,
        **capped_count(rows),
    }
    return render_page_or_partial(request, "requests_app/requests.html", context)


def request_detail(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    access = access_for(request.user)
    rows = visible_to(access, AccountRequest).select_related(*_RELATED)
    context = detail.detail_context(access, get_object_or_404(rows, pk=pk))
    return render(request, "requests_app/request.html", context)


def request_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = StartForm(request.POST or None, access=access_for(request.user))
    if not form.usable:
        raise StepNotPermitted("start")
    if form.is_bound and form.is_valid() and (row := _start_request(request, form)):
        messages.success(request, step_success_message(REQUEST.step("start"), row))
        # § 3.16: what exists already comes before the form of a new account.
        shows_similar = row.kind in (Kind.NEW, Kind.REGULARIZATION)
        return redirect("request_similar" if shows_similar else "request_form", row.pk)
    status = 422 if form.is_bound else 200
    return render(request, "requests_app/request_new.html", {"form": form}, status=status)


def _start_request(request: AuthenticatedHttpRequest, form: StartForm) -> AccountRequest | None:
    values = dict(form.cleaned_data)
    try:
        if values["kind"] == Kind.CARRY_OVER:
            del values["kind"], values["account"]
            return carry_over(values.pop("organization"), by=request.user, **values)
        return start(values.pop("organization"), by=request.user, **values)
    except GuardFailed as problem:
        form.add_error(None, f"{problem.sentence} (§ {problem.refusal.paragraph})")
        return None
