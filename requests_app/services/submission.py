"""The form leaves the requester's hands, or comes to nothing (§ 4.2)."""

from django.utils import timezone

from access.models import Person
from requests_app.enums import Recommendation
from requests_app.models import AccountRequest, Submission
from requests_app.services.addresses import claim_handles
from requests_app.services.drafts import copy_account_terms
from requests_app.snapshots import snapshot_values
from workflow.steps import take_step


def submit(request: AccountRequest, *, by: Person, version: int | None = None) -> AccountRequest:
    with take_step(request, "submit", by=by, version=version) as request:
        _submit_form(request, by=by)
    return request


def resubmit(request: AccountRequest, *, by: Person, version: int | None = None) -> AccountRequest:
    with take_step(request, "resubmit", by=by, version=version) as request:
        _submit_form(request, by=by)
    return request


def present(request: AccountRequest, *, by: Person, version: int | None = None) -> AccountRequest:
    """A carry-over goes straight to ADM(PA): whoever presents it recommends it."""
    with take_step(request, "present", by=by, version=version) as request:
        request.reviewer = request.recommended_by = by
        request.recommendation = Recommendation.APPROVAL
        _submit_form(request, by=by)
    return request


def withdraw(
    request: AccountRequest, *, by: Person, reason: str = "", version: int | None = None
) -> AccountRequest:
    with take_step(request, "withdraw", by=by, version=version, reason=reason) as request:
        pass
    return request


def _submit_form(request: AccountRequest, *, by: Person) -> None:
    request.submitted_by = by
    request.submitted_at = timezone.now()
    copy_account_terms(request)
    claim_handles(request)
    Submission.objects.create(
        request=request,
        number=request.submissions.count() + 1,
        values=snapshot_values(request),
        by=by,
    )


def accept_transfer(
    request: AccountRequest, *, by: Person, version: int | None = None
) -> AccountRequest:
    with take_step(request, "accept_transfer", by=by, version=version) as request:
        request.accepted_by = by
        request.accepted_on = timezone.localdate()
    return request
