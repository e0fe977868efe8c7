"""The effective roles of people, resolved from role assignments and delegations.

Nothing is stored: an assignment that ends, or a delegation, counts from the next call on.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from access.delegation import active_delegations
from access.effective_roles import EffectiveRole, UserAccess
from access.models import Delegation, Person, RoleAssignment
from directive.roles import Role

# A context variable, not a process-wide cache: it must not outlive the request that filled it.
_cache: ContextVar[dict[UUID, UserAccess] | None] = ContextVar("cached_access", default=None)


@contextmanager
def cached_access() -> Iterator[None]:
    """Inside, `access_for` reads each person once. For short work that only reads: changes are not seen."""
    token = _cache.set({})
    try:
        yield
    finally:
        _cache.reset(token)


def access_for(person: Person) -> UserAccess:
    """The person with all their effective roles; none where the person is inactive."""
    cached = _cache.get()
    if cached is None:
        return access_for_users([person])[person.pk]
    if person.pk not in cached:
        cached |= access_for_users([person])
    return cached[person.pk]


def access_for_users(people: Iterable[Person]) -> dict[UUID, UserAccess]:
    """`access_for` of several people, by primary key, in the same number of queries as for one."""
    by_id = {person.pk: person for person in people if person.is_active}
    effective_roles: dict[UUID, list[EffectiveRole]] = {
        pk: [_anyone_role(person)] for pk, person in by_id.items()
    }
    delegations = active_delegations(by_id)
    # Only assignments are delegated, never delegations: a delegate cannot pass them on.
    delegators = {delegation.person_id for delegation in delegations}
    assignments: dict[UUID, list[RoleAssignment]] = {}
    for assignment in _current_assignments({*by_id, *delegators}):
        assignments.setdefault(assignment.person_id, []).append(assignment)
    for pk in by_id:
        effective_roles[pk] += [
            _assigned_role(assignment) for assignment in assignments.get(pk, ())
        ]
    for delegation in delegations:
        for assignment in assignments.get(delegation.person_id, ()):
            effective_roles[delegation.delegate_id] += _delegated_roles(assignment, delegation)
    access = {pk: UserAccess(person, tuple(effective_roles[pk])) for pk, person in by_id.items()}
    return access | {p.pk: UserAccess(p, ()) for p in people if p.pk not in access}


def _current_assignments(people: set[UUID]) -> list[RoleAssignment]:
    return list(
        RoleAssignment.objects.current()
        .filter(person__in=people)
        .select_related("organization", "person", "acting_for")
    )


def _anyone_role(person: Person) -> EffectiveRole:
    """The role of everyone signed in, with or without a role assignment."""
    return EffectiveRole(
        role=Role.ANYONE,
        path="",
        organization_id=None,
        organization_code="",
        holder_id=person.pk,
        holder_name=person.name,
    )


def _assigned_role(assignment: RoleAssignment) -> EffectiveRole:
    # An acting appointment: the audit event names the person whose role it is.
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
    """The role in the narrower of the two organizations; empty where they do not overlap."""
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
