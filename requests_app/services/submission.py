"""Submission, withdrawal and acceptance of a request, and the practitioners it needs (§ 4.1, 4.2, 4.17)."""

from collections.abc import Sequence

from django.utils import timezone

from access.models import Person
from requests_app.enums import Recommendation
from requests_app.models import AccountRequest, Submission
from requests_app.services.addresses import reserve_handles
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
    """Present a carry-over to ADM(PA) for confirmation, without consultation or review (§ 4.3)."""
    with take_step(request, "present", by=by, version=version) as request:
        # Presenting is recommending: so the officer cannot also approve it.
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
    reserve_handles(request)
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


def name_practitioner(
    request: AccountRequest, *, by: Person, people: Sequence[Person], version: int | None = None
) -> AccountRequest:
    """By a superior, also after the requester has left (§ 4.1)."""
    with take_step(request, "name_practitioner", by=by, version=version) as request:
        request.named = people  # read by the input guard: each must have an authorization
        request.practitioners.add(*people)
    return request
