"""Steps of a privacy impact assessment (§ 4.8, 4.9, 6.1)."""

from datetime import date
from typing import Any

from django.utils import timezone

from access.effective_roles import UserAccess
from access.models import Organization, Person
from access.policy import can_take_step
from directive.lifecycles.assessment import ASSESSMENT
from registry.models import Assessment, Platform
from workflow.permissions import require_step
from workflow.steps import StepResult, take_step, take_step_on_each


def can_draft(platform: Platform, access: UserAccess) -> bool:
    return can_take_step(access, ASSESSMENT.step("draft"), _unsaved(platform)) is not None


def require_draft(platform: Platform, *, by: Person) -> None:
    """StepNotPermitted where `by` can start no assessment."""
    require_step(_unsaved(platform), "draft", by=by)


def draft(platform: Platform, *, by: Person, use: str, method: str) -> StepResult[Assessment]:
    assessment = _unsaved(platform, use=use, method=method, drafted_by=by)
    return take_step(assessment, "draft", by=by)


def _unsaved(platform: Platform, **fields: Any) -> Assessment:
    # Policy answers about a row, so the forms and buttons of a draft need one before it is made.
    return Assessment(platform=platform, organization=Organization.objects.get(depth=1), **fields)


def edit(
    assessment: Assessment, *, by: Person, version: int | None = None, **fields: object
) -> StepResult[Assessment]:
    """`fields`: method, risks, summary_en, summary_fr."""
    return take_step(assessment, "edit", by=by, version=version, values=fields)


def send(
    assessment: Assessment, *, by: Person, version: int | None = None
) -> StepResult[Assessment]:
    return take_step(assessment, "send", by=by, version=version, values={"returned_reason": ""})


def return_(
    assessment: Assessment, *, by: Person, reason: str, version: int | None = None
) -> StepResult[Assessment]:
    values = {"returned_reason": reason}
    return take_step(assessment, "return", by=by, version=version, reason=reason, values=values)


def bring_into_force(
    assessment: Assessment, *, by: Person, review_on: date, version: int | None = None
) -> StepResult[Assessment]:
    """Supersedes the assessment that was in force for the same platform and use."""

    def write(assessment: Assessment) -> None:
        # First, since the database allows one in force for each platform and use.
        in_force = Assessment.objects.filter(
            platform=assessment.platform,
            use=assessment.use,
            state__in=ASSESSMENT.live_states,
        )
        for older in in_force.exclude(pk=assessment.pk):
            take_step(older, "supersede", by=by)
        assessment.approved_by = by
        assessment.in_force_on = timezone.localdate()
        assessment.review_on = review_on

    return take_step(assessment, "bring_into_force", by=by, version=version, write=write)


def expire_due(today: date | None = None) -> int:
    """Expire every assessment whose review date has passed, and count them. Run daily."""
    today = today or timezone.localdate()
    due = Assessment.objects.filter(state__in=ASSESSMENT.live_states, review_on__lt=today)
    return take_step_on_each(due, lambda assessment: take_step(assessment, "expire", by=None))
