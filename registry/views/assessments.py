from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from access.models import Organization
from access.policy import seat_for, visible_to
from access.standing import standing_of
from audit.history import history
from audit.timeline import timeline
from audit.written import written_day
from directive.assessment import ASSESSMENT
from registry import assessments
from registry.assessment_forms import DraftForm, EditForm, InForceForm
from registry.platforms import RISK_AREAS, Assessment, Platform
from workflow.forms import ReasonForm
from workflow.offers import offers
from workflow.pages import StepPage, step_urls
from workflow.problems import NotYours


def assessment(request: HttpRequest, pk: UUID) -> HttpResponse:
    standing = standing_of(request.user)
    rows = visible_to(standing, Assessment).select_related("platform", "organization")
    row = get_object_or_404(rows, pk=pk)
    context = {
        "row": row,
        "offers": offers(standing, row),
        "summary": _summary(row),
        "risks": [(title, row.risks.get(code)) for code, title in RISK_AREAS.items()],
        "events": timeline(history("assessment", row.pk), Assessment),
    }
    return render(request, "registry/assessment.html", context)


def _summary(row: Assessment) -> list[tuple[str, object]]:
    return [
        (_("Platform"), row.platform.name),
        (_("Use"), row.get_use_display()),
        (_("Method and its version"), row.method),
        (_("Reason for the return"), row.returned_reason),
        (_("In force since"), written_day(row.in_force_on)),
        (_("Review date"), written_day(row.review_on)),
    ]


def assessment_new(request: HttpRequest, slug: str) -> HttpResponse:
    platform = get_object_or_404(Platform, slug=slug)
    if not may_draft(request, platform):
        raise NotYours("draft")
    form = DraftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = assessments.draft(platform, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("The draft is started: rate the risks and write the summaries.")
        )
        return redirect("assessment_edit", row.pk)
    context = {"form": form, "platform": platform}
    return render(
        request, "registry/assessment_new.html", context, status=422 if form.errors else 200
    )


def may_draft(request: HttpRequest, platform: Platform) -> bool:
    unsaved = Assessment(platform=platform, organization=Organization.objects.get(depth=1))
    step = ASSESSMENT.step("draft")
    return seat_for(standing_of(request.user), step.actors, unsaved) is not None


steps = step_urls(
    "assessments",
    Assessment,
    {
        "edit": StepPage(assessments.edit, EditForm),
        "send": StepPage(assessments.send),
        "return": StepPage(assessments.return_, ReasonForm),
        "bring_into_force": StepPage(assessments.bring_into_force, InForceForm),
    },
)
