"""The refusal that goes with a power: the caller's page becomes a 403."""

from django.core.exceptions import PermissionDenied

from access.models import Organization, Person
from access.policy import may
from access.standing import standing_of


def require(person: Person, power: str, organization: Organization | None = None) -> None:
    if not may(standing_of(person), power, organization):
        raise PermissionDenied(power)
