"""Submission, withdrawal and acceptance of a request, and the practitioners it needs (§ 4.1, 4.2, 4.17)."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from access.models import Person
from requests_app.enums import Recommendation
from requests_app.models import AccountRequest, Submission
from requests_app.services.addresses import reserve_handles
from requests_app.services.drafts import copy_account_terms
from requests_app.snapshots import snapshot_values
from workflow.steps import StepResult, take_step


def submit(
    request: AccountRequest, *, by: Person, version: int | None = None
) -> StepResult[AccountRequest]:
    return _submit_form(request, "submit", by=by, version=version)


def resubmit(
    request: AccountRequest, *, by: Person, version: int | None = None
) -> StepResult[AccountRequest]:
    return _submit_form(request, "resubmit", by=by, version=version)


def present(
    request: AccountRequest, *, by: Person, version: int | None = None
) -> StepResult[AccountRequest]:
    """Present a carry-over to ADM(PA) for confirmation, without consultation or review (§ 4.3)."""
    # Presenting is recommending: so the officer cannot also approve it.
    recommended = {
        "reviewer": by,
        "recommended_by": by,
        "recommendation": Recommendation.APPROVAL,
    }
    return _submit_form(request, "present", by=by, version=version, values=recommended)


def withdraw(
    request: AccountRequest, *, by: Person, reason: str = "", version: int | None = None
) -> StepResult[AccountRequest]:
    return take_step(request, "withdraw", by=by, version=version, reason=reason)


def _submit_form(
    request: AccountRequest,
    step: str,
    *,
    by: Person,
    version: int | None,
    values: Mapping[str, object] | None = None,
) -> StepResult[AccountRequest]:
    submitted = {"submitted_by": by, "submitted_at": timezone.now()} | dict(values or {})

    def write(request: AccountRequest) -> None:
        copy_account_terms(request)
        reserve_handles(request)
        Submission.objects.create(
            request=request,
            number=request.submissions.count() + 1,
            values=snapshot_values(request),
            by=by,
        )

    return take_step(request, step, by=by, version=version, values=submitted, write=write)


def accept_transfer(
    request: AccountRequest, *, by: Person, version: int | None = None
) -> StepResult[AccountRequest]:
    values = {"accepted_by": by, "accepted_on": timezone.localdate()}
    return take_step(request, "accept_transfer", by=by, version=version, values=values)


def name_practitioner(
    request: AccountRequest, *, by: Person, people: Sequence[Person], version: int | None = None
) -> StepResult[AccountRequest]:
    """By a superior, also after the requester has left (§ 4.1)."""

    def write(request: AccountRequest) -> None:
        request.practitioners.add(*people)

    return take_step(
        request, "name_practitioner", by=by, version=version, people=people, write=write
    )
