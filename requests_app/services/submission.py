"""The form leaves the requester's hands, or comes to nothing (§ 4.2)."""

from django.utils import timezone

from access.models import Person
from requests_app.account_terms import follow_account
from requests_app.content import snapshot_values
from requests_app.handles import claim_handles, release_handles
from requests_app.models import Recommendation, Request, Submission
from workflow.steps import take_step


def submit(request: Request, *, by: Person, version: int | None = None) -> Request:
    with take_step(request, "submit", by=by, version=version) as request:
        _hand_in(request, by=by)
    return request


def resubmit(request: Request, *, by: Person, version: int | None = None) -> Request:
    with take_step(request, "resubmit", by=by, version=version) as request:
        _hand_in(request, by=by)
    return request


def present(request: Request, *, by: Person, version: int | None = None) -> Request:
    """A carry-over goes straight to ADM(PA): whoever presents it recommends it."""
    with take_step(request, "present", by=by, version=version) as request:
        request.reviewer = request.recommended_by = by
        request.recommendation = Recommendation.APPROVAL
        _hand_in(request, by=by)
    return request


def withdraw(
    request: Request, *, by: Person, reason: str = "", version: int | None = None
) -> Request:
    with take_step(request, "withdraw", by=by, version=version, reason=reason) as request:
        release_handles(request)
    return request


def _hand_in(request: Request, *, by: Person) -> None:
    request.submitted_by = by
    request.submitted_at = timezone.now()
    follow_account(request)
    claim_handles(request)
    Submission.objects.create(
        request=request,
        number=request.submissions.count() + 1,
        values=snapshot_values(request),
        by=by,
    )
