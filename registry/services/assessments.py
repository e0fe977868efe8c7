"""Steps of a privacy impact assessment (§ 4.8, 4.9, 6.1)."""

from datetime import date
from typing import Any

from django.utils import timezone

from access.models import Organization, Person
from access.policy import can_take_step
from access.resolver import access_for
from directive.lifecycles.assessment import ASSESSMENT
from registry.models import Assessment, Platform
from workflow.permissions import require_step
from workflow.steps import take_step


def can_draft(platform: Platform, *, by: Person) -> bool:
    step = ASSESSMENT.step("draft")
    return can_take_step(access_for(by), step, _unsaved(platform)) is not None


def require_draft(platform: Platform, *, by: Person) -> None:
    """StepNotPermitted where `by` can start no assessment."""
    require_step(_unsaved(platform), "draft", by=by)


def draft(platform: Platform, *, by: Person, use: str, method: str) -> Assessment:
    assessment = _unsaved(platform, use=use, method=method, drafted_by=by)
    with take_step(assessment, "draft", by=by) as assessment:
        pass
    return assessment


def _unsaved(platform: Platform, **fields: Any) -> Assessment:
    # Policy answers about a row, so the forms and buttons of a draft need one before it is made.
    return Assessment(platform=platform, organization=Organization.objects.get(depth=1), **fields)


def edit(
    assessment: Assessment, *, by: Person, version: int | None = None, **fields: object
) -> Assessment:
    """`fields`: method, risks, summary_en, summary_fr."""
    with take_step(assessment, "edit", by=by, version=version) as assessment:
        for name, value in fields.items():
            setattr(assessment, name, value)
    return assessment


def send(assessment: Assessment, *, by: Person, version: int | None = None) -> Assessment:
    with take_step(assessment, "send", by=by, version=version) as assessment:
        assessment.returned_reason = ""
    return assessment


def return_(
    assessment: Assessment, *, by: Person, reason: str, version: int | None = None
) -> Assessment:
    with take_step(assessment, "return", by=by, version=version, reason=reason) as assessment:
        assessment.returned_reason = reason
    return assessment


def bring_into_force(
    assessment: Assessment, *, by: Person, review_on: date, version: int | None = None
) -> Assessment:
    """Supersedes the assessment that was in force for the same platform and use."""
    with take_step(assessment, "bring_into_force", by=by, version=version) as assessment:
        # First, since the database allows one in force for each platform and use.
        for older in _in_force(assessment.platform, assessment.use).exclude(pk=assessment.pk):
            with take_step(older, "supersede", by=by):
                pass
        assessment.approved_by = by
        assessment.in_force_on = timezone.localdate()
        assessment.review_on = review_on
    return assessment


def expire_due(today: date | None = None) -> list[Assessment]:
    """Expire every assessment whose review date has passed. Run daily."""
    today = today or timezone.localdate()
    due = Assessment.objects.filter(state__in=ASSESSMENT.live_states, review_on__lt=today)
    return [_expire(assessment) for assessment in due]


def _expire(assessment: Assessment) -> Assessment:
    with take_step(assessment, "expire", by=None) as assessment:
        pass
    return assessment


def _in_force(platform: Platform, use: str):
    return Assessment.objects.filter(platform=platform, use=use, state__in=ASSESSMENT.live_states)
