"""The practitioners of a request, and who else may be named (§ 4.1)."""

from collections.abc import Iterable

from django.db.models import QuerySet

from access.effective_roles import UserAccess
from access.models import Organization, Person
from access.policy import organizations_for
from directive.lifecycles.grammar import Step
from directive.lifecycles.request import REQUEST
from practitioners.models import Authorization
from requests_app.enums import Kind
from requests_app.models import AccountRequest
from web.language import localized
from web.text.search import words_in


def operating_organization(request: AccountRequest) -> Organization:
    """The organization that will operate the account: for a transfer, the receiving one."""
    return request.receiving_organization or request.organization


def eligible_practitioners(organization: Organization) -> QuerySet[Person]:
    """People whose authorization is in force for this organization or one above it."""
    authorizations = Authorization.objects.in_force().covering(organization)
    return Person.objects.filter(pk__in=authorizations.values("person"))


def find_eligible(organization: Organization, text: str, *, limit: int = 20) -> QuerySet[Person]:
    people = eligible_practitioners(organization).filter(words_in("search_text", text))
    return people.order_by("sort_name", "pk")[:limit]


def authorized_practitioners(
    request: AccountRequest, people: Iterable[Person] | None = None
) -> QuerySet[Person]:
    """Those of `people`, by default of the practitioners named, whose authorization is in force."""
    named = request.practitioners.all() if people is None else people
    return eligible_practitioners(operating_organization(request)).filter(
        pk__in=[person.pk for person in named]
    )


def selectable_organizations() -> QuerySet[Organization]:
    """The organizations active today, by name in the active language."""
    return Organization.objects.active_on().order_by(localized("sort_en", "sort_fr"))


def organizations_open_to(access: UserAccess, step: Step) -> QuerySet[Organization]:
    return selectable_organizations().filter(pk__in=organizations_for(access, step).values("pk"))


def startable_kinds(access: UserAccess) -> list[Kind]:
    """The kinds of request that this person can start in some organization."""
    can_start = organizations_open_to(access, REQUEST.step("start")).exists()
    can_carry_over = organizations_open_to(access, REQUEST.step("carry_over")).exists()
    return [kind for kind in Kind if (can_carry_over if kind == Kind.CARRY_OVER else can_start)]
