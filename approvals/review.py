"""The review by E-Communications: one officer takes a request up, and recommends or sends it back."""

from collections.abc import Sequence

from access.models import Person
from requests_app.models import Reason, Request
from workflow.steps import take_step


def take_up(request: Request, *, by: Person, version: int | None = None) -> Request:
    with take_step(request, "take_up", by=by, version=version) as request:
        request.reviewer = by
    return request


def hand_back(
    request: Request, *, by: Person, reason: str = "", version: int | None = None
) -> Request:
    with take_step(request, "hand_back", by=by, version=version, reason=reason) as request:
        request.reviewer = None
    return request


def send_back(
    request: Request,
    *,
    by: Person,
    reasons: Sequence[dict[str, str]],
    version: int | None = None,
) -> Request:
    """`reasons` hold a clause, a field of the form and a text each; the requester answers every one."""
    text = "\n".join(reason["text"] for reason in reasons)
    with take_step(request, "send_back", by=by, version=version, reason=text) as request:
        Reason.objects.bulk_create(Reason(request=request, by=by, **reason) for reason in reasons)
    return request


def recommend(
    request: Request, *, by: Person, recommendation: str, text: str, version: int | None = None
) -> Request:
    with take_step(request, "recommend", by=by, version=version, reason=text) as request:
        request.recommended_by = by
        request.recommendation = recommendation
        request.recommendation_text = text
    return request
