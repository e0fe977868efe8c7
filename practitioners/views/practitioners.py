from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from access.http import AuthenticatedHttpRequest
from access.policy import organizations_for, visible_to
from access.resolver import access_for
from directive.lifecycles.practitioner import PRACTITIONER
from practitioners import services
from practitioners.forms import (
    AcknowledgeForm,
    AdviseForm,
    EvidenceForm,
    NominateForm,
    PractitionerFilter,
    RevokeForm,
    TrainingForm,
)
from practitioners.models import Authorization
from practitioners.views import practitioner_detail
from web.htmx import render_page_or_partial
from web.lists.pagination import paginate
from web.uploads import download_response
from workflow.forms import ReasonForm
from workflow.step_views import StepPage, process_initial_step, step_urls

_RELATED = ("person", "organization", "nominated_by", "adviser", "authorized_by", "confirmed_by")


def practitioners(request: AuthenticatedHttpRequest) -> HttpResponse:
    access = access_for(request.user)
    rows = visible_to(access, Authorization).select_related("person", "organization")
    filters = PractitionerFilter(request.GET, rows)
    context = {
        "page": paginate(filters.rows, request.GET.dict(), "-updated_at", "-pk"),
        "mine": rows.filter(person=request.user, state__in=PRACTITIONER.open_states),
        "can_nominate": organizations_for(access, PRACTITIONER.step("nominate")).exists(),
        **filters.list_context(),
    }
    return render_page_or_partial(request, "practitioners/practitioners.html", context)


def practitioner(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    access = access_for(request.user)
    rows = visible_to(access, Authorization).select_related(*_RELATED)
    context = practitioner_detail.detail_context(access, get_object_or_404(rows, pk=pk))
    return render(request, "practitioners/practitioner.html", context)


def practitioner_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    organizations = services.nominating_organizations(by=request.user)
    return process_initial_step(
        request,
        NominateForm(request.POST or None, organizations=organizations),
        services.nominate,
        step=PRACTITIONER.step("nominate"),
        cancel_url=reverse("practitioners"),
        template="practitioners/practitioner_new.html",
    )


def practitioner_evidence(request: AuthenticatedHttpRequest, pk: UUID) -> FileResponse:
    row = get_object_or_404(visible_to(access_for(request.user), Authorization), pk=pk)
    if not row.evidence:
        raise Http404
    return download_response(row.evidence, row.evidence_name)


# `nominate` has a page of its own, and only the daily run takes `lapse`.
steps = step_urls(
    "practitioners",
    Authorization,
    {
        "advise": StepPage(
            service=services.advise, form=AdviseForm, about=practitioner_detail.decision_rows
        ),
        "authorize": StepPage(service=services.authorize, about=practitioner_detail.decision_rows),
        "decline": StepPage(
            service=services.decline, form=ReasonForm, about=practitioner_detail.decision_rows
        ),
        "provide_evidence": StepPage(service=services.provide_evidence, form=EvidenceForm),
        "complete_training": StepPage(service=services.complete_training, form=TrainingForm),
        "acknowledge": StepPage(service=services.acknowledge, form=AcknowledgeForm),
        "revoke": StepPage(service=services.revoke, form=RevokeForm),
    },
)
