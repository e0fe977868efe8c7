"""The organization that receives an account accepts it first (§ 4.17)."""

from django.utils import timezone

from access.models import Person
from requests_app.models import Request
from workflow.steps import take_step


def accept_transfer(request: Request, *, by: Person, version: int | None = None) -> Request:
    with take_step(request, "accept_transfer", by=by, version=version) as request:
        request.accepted_by = by
        request.accepted_on = timezone.localdate()
    return request
