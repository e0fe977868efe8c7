"""The list of requests, one request, and the page that starts one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from access.http import AuthenticatedHttpRequest
from access.models import Organization, Person
from access.policy import visible_to
from access.resolver import access_for
from directive.lifecycles.request import REQUEST
from registry.models import Account
from requests_app.enums import Kind
from requests_app.forms.filters import RequestFilter
from requests_app.forms.start import StartForm
from requests_app.models import AccountRequest
from requests_app.queries.existing_accounts import ASKS_FOR_NEW_ACCOUNT
from requests_app.queries.practitioners import startable_kinds
from requests_app.services.drafts import carry_over, require_start, start
from requests_app.views import detail
from web.htmx import render_page_or_partial
from web.lists.pagination import paginate
from workflow.models import with_related
from workflow.step_views import process_initial_step
from workflow.steps import StepResult

# Besides what policy and guards look at: who did what, for the page.
_RELATED = ("adviser", "endorsed_by", "accepted_by", "decided_by")


def requests(request: AuthenticatedHttpRequest) -> HttpResponse:
    access = access_for(request.user)
    rows = visible_to(access, AccountRequest).select_related("organization", "requester")
    filters = RequestFilter(request.GET, rows, person=request.user)
    context = {
        "page": paginate(filters.rows, request.GET.dict(), "-updated_at", "-pk"),
        "can_start": bool(startable_kinds(access)),
        **filters.list_context(),
    }
    return render_page_or_partial(request, "requests_app/requests.html", context)


def request_detail(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    access = access_for(request.user)
    rows = with_related(visible_to(access, AccountRequest)).select_related(*_RELATED)
    context = detail.detail_context(access, get_object_or_404(rows, pk=pk))
    return render(request, "requests_app/request.html", context)


def request_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    kinds = require_start(by=request.user)
    return process_initial_step(
        request,
        StartForm(request.POST or None, access=access_for(request.user), kinds=kinds),
        _start_request,
        step=REQUEST.step("start"),
        cancel_url=reverse("requests"),
        # § 3.16: what exists already comes before the form of a new account.
        get_success_url=lambda row: reverse(
            "request_similar" if row.kind in ASKS_FOR_NEW_ACCOUNT else "request_form",
            args=[row.pk],
        ),
        template="requests_app/request_new.html",
    )


def _start_request(
    *,
    by: Person,
    kind: str,
    organization: Organization,
    account: Account | None,
    declared_official: bool,
) -> StepResult[AccountRequest]:
    if kind == Kind.CARRY_OVER:
        return carry_over(organization, by=by, declared_official=declared_official)
    return start(
        organization, by=by, kind=kind, account=account, declared_official=declared_official
    )
