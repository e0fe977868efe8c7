from uuid import UUID

from django.db.models import Q, QuerySet
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
    FilterForm,
    NominateForm,
    RevokeForm,
    TrainingForm,
)
from practitioners.models import Authorization
from practitioners.views import practitioner_detail
from web.collation import collation_key
from web.htmx import render_page_or_partial
from web.pagination import capped_count, paginate
from web.uploads import download_response
from workflow.forms import ReasonForm
from workflow.step_views import StepPage, process_initial_step, step_urls

_RELATED = ("person", "organization", "nominated_by", "adviser", "authorized_by", "confirmed_by")


def practitioners(request: AuthenticatedHttpRequest) -> HttpResponse:
    access = access_for(request.user)
    form = FilterForm(request.GET)
    rows = visible_to(access, Authorization).select_related("person", "organization")
    matches = _filter_authorizations(rows, form)
    context = {
        "form": form,
        "page": paginate(matches, request.GET.dict(), "-updated_at", "-pk"),
        "mine": rows.filter(person=request.user, state__in=PRACTITIONER.open_states),
        "filtered": any(request.GET.values()),
        "can_nominate": organizations_for(access, PRACTITIONER.step("nominate")).exists(),
        **capped_count(matches),
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


def _filter_authorizations(
    rows: QuerySet[Authorization], form: FilterForm
) -> QuerySet[Authorization]:
    if not form.is_valid():  # all rows, and the error beside its field
        return rows
    values = form.cleaned_data
    # The stored sort name has no accents: "Helene" finds "Hélène".
    rule = Q(person__sort_name__contains=collation_key(values["q"]))
    if values["state"]:
        rule &= Q(state=values["state"])
    if values["organization"]:
        rule &= Q(organization__path__startswith=values["organization"].path)
    return rows.filter(rule)


# `nominate` has a page of its own, and only the daily run takes `lapse`.
steps = step_urls(
    "practitioners",
    Authorization,
    {
        "advise": StepPage(services.advise, AdviseForm, about=practitioner_detail.decision_rows),
        "authorize": StepPage(services.authorize, about=practitioner_detail.decision_rows),
        "decline": StepPage(services.decline, ReasonForm, about=practitioner_detail.decision_rows),
        "provide_evidence": StepPage(services.provide_evidence, EvidenceForm),
        "complete_training": StepPage(services.complete_training, TrainingForm),
        "acknowledge": StepPage(services.acknowledge, AcknowledgeForm),
        "revoke": StepPage(services.revoke, RevokeForm),
    },
)
