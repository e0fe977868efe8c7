from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from access.effective_roles import UserAccess
from access.http import AuthenticatedHttpRequest
from access.policy import visible_to
from access.resolver import access_for
from audit.history import history, timeline
from registry.forms.assessments import DraftForm, EditForm, InForceForm
from registry.models import RISK_AREAS, Assessment, Platform
from registry.services import assessments
from web.forms import process_form
from web.templatetags.dates import long_date
from workflow.available_steps import available_steps
from workflow.forms import ReasonForm
from workflow.step_views import StepPage, step_urls


def assessment(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    access = access_for(request.user)
    rows = visible_to(access, Assessment).select_related("platform", "organization")
    context = detail_context(access, get_object_or_404(rows, pk=pk))
    return render(request, "registry/assessment.html", context)


def detail_context(access: UserAccess, row: Assessment) -> dict[str, object]:
    return {
        "row": row,
        "available_steps": available_steps(access, row),
        "summary": _summary(row),
        "risks": [(title, row.risks.get(code)) for code, title in RISK_AREAS.items()],
        "events": timeline(history("assessment", row.pk), Assessment),
    }


def _summary(row: Assessment) -> list[tuple[str, object]]:
    return [
        (_("Platform"), row.platform.name),
        (_("Use"), row.get_use_display()),
        (_("Method and its version"), row.method),
        (_("Reason for the return"), row.returned_reason),
        (_("In force since"), long_date(row.in_force_on)),
        (_("Review date"), long_date(row.review_on)),
    ]


def assessment_new(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    platform = get_object_or_404(Platform, slug=slug)
    assessments.require_draft(platform, by=request.user)
    return process_form(
        request,
        DraftForm(request.POST or None),
        partial(assessments.draft, platform),
        success_message=_("The draft is started: rate the risks and write the summaries."),
        cancel_url=platform.get_absolute_url(),
        get_success_url=lambda result: reverse("assessment_edit", args=[result.row.pk]),
        template="registry/assessment_new.html",
        platform=platform,
    )


steps = step_urls(
    "assessments",
    Assessment,
    {
        "edit": StepPage(service=assessments.edit, form=EditForm),
        "send": StepPage(service=assessments.send),
        "return": StepPage(service=assessments.return_, form=ReasonForm),
        "bring_into_force": StepPage(service=assessments.bring_into_force, form=InForceForm),
    },
)
