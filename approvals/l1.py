"""The L1's own step, where it is switched on (§ 4.2 Note)."""

from django.utils import timezone

from access.models import Person
from requests_app.content import ENDORSEMENT_COVERS, digest
from requests_app.handles import release_handles
from requests_app.models import Request
from workflow.steps import take_step


def endorse(request: Request, *, by: Person, version: int | None = None) -> Request:
    with take_step(request, "endorse", by=by, version=version) as request:
        request.endorsed_by = by
        request.endorsed_on = timezone.localdate()
        request.endorsement_covers = digest(request, ENDORSEMENT_COVERS)
    return request


def decline(
    request: Request, *, by: Person, reason: str, clause: str, version: int | None = None
) -> Request:
    with take_step(
        request, "decline", by=by, version=version, reason=reason, paragraph=clause
    ) as request:
        request.decided_by = by
        request.decided_on = timezone.localdate()
        request.decision_reason, request.decision_clause = reason, clause
        release_handles(request)
    return request
