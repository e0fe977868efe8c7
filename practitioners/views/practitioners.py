from pathlib import PurePath
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

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
from web.pagination import paginate
from workflow.exceptions import GuardFailed
from workflow.forms import ReasonForm
from workflow.step_views import StepPage, step_success_message, step_urls
from workflow.steps import StepResult

_RELATED = ("person", "organization", "nominated_by", "adviser", "authorized_by", "confirmed_by")


def practitioners(request: HttpRequest) -> HttpResponse:
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


def practitioner(request: HttpRequest, pk: UUID) -> HttpResponse:
    access = access_for(request.user)
    rows = visible_to(access, Authorization).select_related(*_RELATED)
    context = practitioner_detail.detail_context(access, get_object_or_404(rows, pk=pk))
    return render(request, "practitioners/practitioner.html", context)


def practitioner_new(request: HttpRequest) -> HttpResponse:
    organizations = services.nominating_organizations(by=request.user)
    form = NominateForm(request.POST or None, organizations=organizations)
    if request.method == "POST" and form.is_valid() and (result := _nominate(request, form)):
        messages.success(
            request, step_success_message(PRACTITIONER.step("nominate"), result.notified)
        )
        return redirect(result.row.get_absolute_url())
    status = 422 if form.is_bound else 200
    return render(request, "practitioners/practitioner_new.html", {"form": form}, status=status)


def practitioner_evidence(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(visible_to(access_for(request.user), Authorization), pk=pk)
    if not row.evidence:
        raise Http404
    # The name came with the upload: a path in it must not reach the response.
    name = PurePath(row.evidence_name).name
    response = FileResponse(row.evidence.open(), as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _nominate(request: HttpRequest, form: NominateForm) -> StepResult[Authorization] | None:
    values = form.cleaned_data
    try:
        return services.nominate(
            values["person"],
            values["organization"],
            by=request.user,
            need=values["need"],
            last_day=values["last_day"],
        )
    except GuardFailed as problem:
        form.add_error(None, f"{problem.sentence} (§ {problem.refusal.paragraph})")
        return None


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
