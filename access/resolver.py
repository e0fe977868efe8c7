"""What a person stands on, read from offices and delegations each time, or once for a page."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from access.delegation import active_delegations
from access.effective_roles import EffectiveRole, UserAccess
from access.models import Delegation, Person, RoleAssignment
from directive.roles import Role

_cache: ContextVar[dict[UUID, UserAccess] | None] = ContextVar("standings_known", default=None)


@contextmanager
def cached_access() -> Iterator[None]:
    """Each person's standing is read once inside: for what only reads, and is soon over."""
    token = _cache.set({})
    try:
        yield
    finally:
        _cache.reset(token)


def access_for(person: Person) -> UserAccess:
    known = _cache.get()
    if known is None:
        return access_for_users([person])[person.pk]
    if person.pk not in known:
        known |= access_for_users([person])
    return known[person.pk]


def access_for_users(people: Iterable[Person]) -> dict[UUID, UserAccess]:
    """The standings of several people in as many queries as for one."""
    by_id = {person.pk: person for person in people if person.is_active}
    effective_roles: dict[UUID, list[EffectiveRole]] = {
        pk: [_anyone_role(person)] for pk, person in by_id.items()
    }
    lent = active_delegations(by_id)
    lenders = {delegation.person_id for _, delegation in lent}
    assignments: dict[UUID, list[RoleAssignment]] = {}
    for assignment in _current_assignments({*by_id, *lenders}):
        assignments.setdefault(assignment.person_id, []).append(assignment)
    for pk in by_id:
        effective_roles[pk] += [
            _assigned_role(assignment) for assignment in assignments.get(pk, ())
        ]
    for substitute, delegation in lent:
        for assignment in assignments.get(delegation.person_id, ()):
            effective_roles[substitute] += _delegated_roles(assignment, delegation)
    found = {pk: UserAccess(person, tuple(effective_roles[pk])) for pk, person in by_id.items()}
    return found | {p.pk: UserAccess(p, ()) for p in people if p.pk not in found}


def _current_assignments(people: set[UUID]) -> list[RoleAssignment]:
    return list(
        RoleAssignment.objects.current()
        .filter(person__in=people)
        .select_related("organization", "person", "acting_for")
    )


def _anyone_role(person: Person) -> EffectiveRole:
    """Whoever is signed in has this seat, office or not."""
    return EffectiveRole(
        role=Role.ANYONE,
        path="",
        organization_id=None,
        organization_code="",
        holder_id=person.pk,
        holder_name=person.name,
    )


def _assigned_role(assignment: RoleAssignment) -> EffectiveRole:
    holder = assignment.acting_for or assignment.person
    return EffectiveRole(
        role=Role(assignment.role),
        path=assignment.organization.path,
        organization_id=assignment.organization_id,
        organization_code=assignment.organization.code,
        holder_id=holder.pk,
        holder_name=holder.name,
    )


def _delegated_roles(assignment: RoleAssignment, delegation: Delegation) -> list[EffectiveRole]:
    """The part of an office that a delegation lends: where the two overlap, the narrower one."""
    organization = assignment.organization
    if delegation.organization is not None:
        if delegation.organization.path.startswith(organization.path):
            organization = delegation.organization
        elif not organization.path.startswith(delegation.organization.path):
            return []
    return [
        EffectiveRole(
            role=Role(assignment.role),
            path=organization.path,
            organization_id=organization.pk,
            organization_code=organization.code,
            holder_id=delegation.person_id,
            holder_name=delegation.person.name,
            account_id=delegation.account_id,
        )
    ]
