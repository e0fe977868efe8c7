"""What a person stands on, read from offices and delegations each time, or once for a page."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from uuid import UUID

from django.db.models.functions import Coalesce

from access.bound import bound
from access.delegation import lent_sql, standing_delegations
from access.models import Delegation, Office, Organization, Person
from access.seats import Seat, Standing
from directive.roles import Role

_known: ContextVar[dict[UUID, Standing] | None] = ContextVar("standings_known", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Each person's standing is read once inside: for what only reads, and is soon over."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def standing_of(person: Person) -> Standing:
    known = _known.get()
    if known is None:
        return standings([person])[person.pk]
    if person.pk not in known:
        known |= standings([person])
    return known[person.pk]


def standings(people: Iterable[Person]) -> dict[UUID, Standing]:
    """The standings of several people in as many queries as for one."""
    by_id = {person.pk: person for person in people if person.is_active}
    seats: dict[UUID, list[Seat]] = {pk: [_anyone(person)] for pk, person in by_id.items()}
    lent = standing_delegations(by_id)
    lenders = {delegation.person_id for _, delegation in lent}
    offices: dict[UUID, list[Office]] = {}
    for office in _offices({*by_id, *lenders}):
        offices.setdefault(office.person_id, []).append(office)
    for pk in by_id:
        seats[pk] += [_seat(office) for office in offices.get(pk, ())]
    for substitute, delegation in lent:
        for office in offices.get(delegation.person_id, ()):
            seats[substitute] += _lent(office, delegation)
    found = {pk: Standing(person, tuple(seats[pk])) for pk, person in by_id.items()}
    return found | {p.pk: Standing(p, ()) for p in people if p.pk not in found}


def _offices(people: set[UUID]) -> list[Office]:
    return list(
        Office.objects.current()
        .filter(person__in=people)
        .select_related("organization", "person", "acting_for")
    )


def _anyone(person: Person) -> Seat:
    """Whoever is signed in has this seat, office or not."""
    return Seat(
        role=Role.ANYONE,
        path="",
        organization_id=None,
        organization_code="",
        holder_id=person.pk,
        holder_name=person.name,
    )


def _seat(office: Office) -> Seat:
    holder = office.acting_for or office.person
    return Seat(
        role=Role(office.role),
        path=office.organization.path,
        organization_id=office.organization_id,
        organization_code=office.organization.code,
        holder_id=holder.pk,
        holder_name=holder.name,
    )


def _lent(office: Office, delegation: Delegation) -> list[Seat]:
    """The part of an office that a delegation lends: where the two overlap, the narrower one."""
    organization = office.organization
    if delegation.organization is not None:
        if delegation.organization.path.startswith(organization.path):
            organization = delegation.organization
        elif not organization.path.startswith(delegation.organization.path):
            return []
    return [
        Seat(
            role=Role(office.role),
            path=organization.path,
            organization_id=organization.pk,
            organization_code=organization.code,
            holder_id=delegation.person_id,
            holder_name=delegation.person.name,
            account_id=delegation.account_id,
        )
    ]


# ---- the same seats for everybody at once, as relations of a statement


def seats_sql(day: date) -> str:
    """`seat`: whose power, where, exercised by whom on this day, and what policy asks beside it.

    `face` is each seat under either name, of its person and of its holder; `identity` is everyone a person
    acts for, themselves included; `above` is each organization with itself and those above it.
    """
    offices = Office.objects.current(day).annotate(holder=Coalesce("acting_for_id", "person_id"))
    columns = offices.values_list("person_id", "role", "organization__path", "holder")
    people = Person.objects.filter(is_active=True).values_list("pk")
    return f"""
office (person_id, role, path, holder_id) AS MATERIALIZED ({bound(columns)}),
lent (person_id, lender_id, account_id, path) AS MATERIALIZED ({lent_sql(day)}),
seat (person_id, role, path, holder_id, account_id) AS MATERIALIZED (
    SELECT person_id, role, path, holder_id, NULL::uuid FROM office
    UNION ALL
    SELECT l.person_id, o.role, greatest(l.path, o.path), l.lender_id, l.account_id
    FROM lent l JOIN office o ON o.person_id = l.lender_id
    WHERE l.path IS NULL OR starts_with(l.path, o.path) OR starts_with(o.path, l.path)
    UNION ALL
    SELECT p.id, '{Role.ANYONE}', '', p.id, NULL FROM ({bound(people)}) p (id)
),
face AS MATERIALIZED (
    SELECT person_id AS name_id, * FROM seat UNION SELECT holder_id, * FROM seat
),
identity AS MATERIALIZED (SELECT DISTINCT name_id, person_id FROM face),
above (path, prefix) AS MATERIALIZED (
    SELECT path, left(path, n)
    FROM access_organization, generate_series({Organization.steplen}, length(path), {Organization.steplen}) n
)"""  # noqa: S608 - queries of our own, bound
