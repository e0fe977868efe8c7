"""A superior names practitioners on a request, also after the requester has left (§ 4.1)."""

from collections.abc import Sequence

from access.models import Person
from requests_app.models import AccountRequest
from workflow.steps import take_step


def name_practitioner(
    request: AccountRequest, *, by: Person, people: Sequence[Person], version: int | None = None
) -> AccountRequest:
    with take_step(request, "name_practitioner", by=by, version=version) as request:
        request.named = people  # read by the input guard: each must have an authorization
        request.practitioners.add(*people)
    return request
