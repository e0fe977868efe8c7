"""The list of requests, one request, and the page that starts one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

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
from workflow.models import with_related
from workflow.step_views import step_success_message
from workflow.steps import StepResult

# Besides what policy and guards look at: who did what, for the page.
_RELATED = ("adviser", "endorsed_by", "accepted_by", "decided_by")


def requests(request: HttpRequest) -> HttpResponse:
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


def request_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    access = access_for(request.user)
    rows = with_related(visible_to(access, AccountRequest)).select_related(*_RELATED)
    context = detail.detail_context(access, get_object_or_404(rows, pk=pk))
    return render(request, "requests_app/request.html", context)


def request_new(request: HttpRequest) -> HttpResponse:
    form = StartForm(request.POST or None, access=access_for(request.user))
    if not form.usable:
        raise StepNotPermitted("start")
    if form.is_bound and form.is_valid() and (result := _start_request(request, form)):
        messages.success(request, step_success_message(REQUEST.step("start"), result.notified))
        # § 3.16: what exists already comes before the form of a new account.
        shows_similar = result.row.kind in (Kind.NEW, Kind.REGULARIZATION)
        return redirect("request_similar" if shows_similar else "request_form", result.row.pk)
    status = 422 if form.is_bound else 200
    return render(request, "requests_app/request_new.html", {"form": form}, status=status)


def _start_request(request: HttpRequest, form: StartForm) -> StepResult[AccountRequest] | None:
    values = dict(form.cleaned_data)
    try:
        if values["kind"] == Kind.CARRY_OVER:
            del values["kind"], values["account"]
            return carry_over(values.pop("organization"), by=request.user, **values)
        return start(values.pop("organization"), by=request.user, **values)
    except GuardFailed as problem:
        form.add_error(None, f"{problem.sentence} (§ {problem.refusal.paragraph})")
        return None
