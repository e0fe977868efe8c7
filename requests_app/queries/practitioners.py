"""The practitioners of a request, and who else may be named (§ 4.1)."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from access.models import Organization, Person
from practitioners.models import Authorization
from requests_app.models import Request


def home(request: Request) -> Organization:
    """The organization that will run the account: for a transfer, the receiving one."""
    return request.receiving or request.organization


def eligible(organization: Organization) -> QuerySet[Person]:
    """People whose authorization is in force for this organization or one above it."""
    authorizations = Authorization.objects.in_force().covering(organization)
    return Person.objects.filter(pk__in=authorizations.values("person"))


def found(organization: Organization, text: str, *, limit: int = 20) -> QuerySet[Person]:
    text = text.strip()
    by_name = Q(name__icontains=text) | Q(email__icontains=text) | Q(username__iexact=text)
    people = eligible(organization).filter(by_name) if text else eligible(organization)
    return people.order_by("sort_name", "pk")[:limit]


def live(request: Request, people: Iterable[Person] | None = None) -> QuerySet[Person]:
    """Those of the practitioners named whose authorization is in force."""
    named = request.practitioners.all() if people is None else people
    return eligible(home(request)).filter(pk__in=[person.pk for person in named])
