"""Consultation of PA staff before a request is submitted (§ 3.11, 3.16, 4.1)."""

from django.utils import timezone

from access.models import Person
from requests_app.form_spec import Digest
from requests_app.models import AccountRequest
from requests_app.snapshots import content_digest
from workflow.steps import StepResult, take_step


def consult(
    request: AccountRequest, *, by: Person, version: int | None = None
) -> StepResult[AccountRequest]:
    return take_step(request, "consult", by=by, version=version)


def recall(
    request: AccountRequest, *, by: Person, version: int | None = None
) -> StepResult[AccountRequest]:
    return take_step(request, "recall", by=by, version=version)


def advise(
    request: AccountRequest, *, by: Person, finding: str, advice: str, version: int | None = None
) -> StepResult[AccountRequest]:
    def write(request: AccountRequest) -> None:
        request.adviser = by
        request.advice_finding = finding
        request.advice = advice
        request.advised_on = timezone.localdate()
        # The advice is about these values: the request cannot be submitted with others.
        request.advice_content_hash = content_digest(request, Digest.ADVICE)

    return take_step(request, "advise", by=by, version=version, reason=advice, write=write)
