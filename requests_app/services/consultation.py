"""PA staff are consulted before a request is submitted (§ 3.11, 3.16, 4.1)."""

from django.utils import timezone

from access.models import Person
from requests_app.content import ADVICE_COVERS, digest
from requests_app.models import Request
from workflow.steps import take_step


def consult(request: Request, *, by: Person, version: int | None = None) -> Request:
    with take_step(request, "consult", by=by, version=version) as request:
        pass
    return request


def recall(request: Request, *, by: Person, version: int | None = None) -> Request:
    with take_step(request, "recall", by=by, version=version) as request:
        pass
    return request


def advise(
    request: Request, *, by: Person, finding: str, advice: str, version: int | None = None
) -> Request:
    """The advice holds for what it covers, as that is now."""
    with take_step(request, "advise", by=by, version=version, reason=advice) as request:
        request.adviser = by
        request.advice_finding = finding
        request.advice = advice
        request.advised_on = timezone.localdate()
        request.advice_covers = digest(request, ADVICE_COVERS)
    return request
