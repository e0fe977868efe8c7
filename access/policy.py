"""Every permission, said once, in three shapes: predicate (one object), query (a list), audience (whom to tell).

The rules themselves are the actors of the step tables in `directive/`. This module reads them against
rows of any model that has an `organization`, a `state`, and says in `ties` which of its columns tell
how people stand to it.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet

from access.delegation import delegates_of
from access.effective_roles import EffectiveRole, UserAccess
from access.models import Delegation, Organization, Person, RoleAssignment
from access.resolver import access_for, access_for_users
from directive.lifecycles.grammar import Actor, Lifecycle, Relation, Step
from directive.role_permissions import PERMISSIONS_BY_NAME
from directive.roles import Role


class PolicyObject(Protocol):
    """What policy needs of a row. `ties` maps a tie to the columns that hold the people."""

    pk: Any
    state: str
    organization: Organization
    lifecycle: ClassVar[Lifecycle]
    relations: ClassVar[Mapping[Relation, tuple[str, ...]]]
    account_column: ClassVar[str]  # the column that a delegation for one account is held against


# A forbidding tie looks at the columns of the tie it forbids.
_FORBIDS = {Relation.NOT_OWN: Relation.OWN, Relation.NOT_RECOMMENDER: Relation.NOT_RECOMMENDER}


def effective_role_for(
    access: UserAccess, actors: Iterable[Actor], row: PolicyObject
) -> EffectiveRole | None:
    """The seat from which this person may act on the row, or None."""
    for actor in actors:
        if actor.states and row.state not in actor.states:
            continue
        for effective_role in access.effective_roles:
            if effective_role.role == actor.role and _actor_matches(
                access, effective_role, actor, row
            ):
                return effective_role
    return None


def can_take_step(access: UserAccess, step: Step, row: PolicyObject) -> EffectiveRole | None:
    if not step.is_initial and row.state not in step.from_states:
        return None
    return effective_role_for(access, step.actors, row)


def can_view(access: UserAccess, row: PolicyObject) -> bool:
    return effective_role_for(access, row.lifecycle.viewers, row) is not None


def can_view_emails(
    access: UserAccess, row: PolicyObject | Organization | RoleAssignment | Delegation
) -> bool:
    """About a record, whoever may see it. About an organization, who keeps people there.

    About an office or a delegation, they and the person whose it is, if a page shows it to that person.
    """
    if isinstance(row, Organization):
        return has_permission(access, "manage_people", row)
    if not isinstance(row, RoleAssignment | Delegation):
        return can_view(access, row)
    if row.organization is not None and has_permission(access, "manage_people", row.organization):
        return True
    shown = isinstance(row, Delegation) or has_permission(access, "see_people")
    return shown and row.person_id == access.person.pk


def has_permission(
    access: UserAccess, permission: str, organization: Organization | None = None
) -> bool:
    roles = PERMISSIONS_BY_NAME[permission].roles
    path = organization.path if organization is not None else ""
    return any(
        effective_role.role in roles and (organization is None or effective_role.covers(path))
        for effective_role in access.effective_roles
    )


def _actor_matches(
    access: UserAccess, effective_role: EffectiveRole, actor: Actor, row: PolicyObject
) -> bool:
    if not _covers(effective_role, actor, row):
        return False
    return all(_has_relation(access, effective_role, relation, row) for relation in actor.relations)


def _covers(effective_role: EffectiveRole, actor: Actor, row: PolicyObject) -> bool:
    receiving = Relation.RECEIVING in actor.relations
    organization: Organization | None = (
        getattr(row, "receiving_organization", None) if receiving else row.organization
    )
    return effective_role.covers(
        organization.path if organization is not None else "",  # nowhere: anyone's seat alone
        getattr(row, row.account_column) if row.account_column else None,
    )


def _has_relation(
    access: UserAccess, effective_role: EffectiveRole, relation: Relation, row: PolicyObject
) -> bool:
    if relation == Relation.RECEIVING:
        return True  # told by the organization that `_covers` looks at
    if relation == Relation.DIRECTED:
        return any(getattr(row, column) for column in row.relations.get(relation, ()))
    if relation in _FORBIDS:
        return not access.identities & related_people(row, _FORBIDS[relation])
    return bool({access.person.pk, effective_role.holder_id} & related_people(row, relation))


def related_people(row: PolicyObject, relation: Relation) -> set[UUID]:
    people: set[UUID] = set()
    for column in row.relations.get(relation, ()):
        field = row._meta.get_field(column)  # type: ignore[attr-defined]
        if field.many_to_many:
            if row.pk and not row._state.adding:  # type: ignore[attr-defined]
                people |= {person.pk for person in getattr(row, column).all()}
        elif value := getattr(row, field.attname):
            people.add(value)
    return people


def for_actors(access: UserAccess, actors: Iterable[Actor], model: type[Model]) -> QuerySet[Any]:
    """The rows on which this person is one of the actors."""
    return model._default_manager.filter(_any_actor(access, actors, model))


def visible_to(access: UserAccess, model: type[Model]) -> QuerySet[Any]:
    lifecycle: Lifecycle = model.lifecycle  # type: ignore[attr-defined]
    return for_actors(access, lifecycle.viewers, model)


def actionable_by(access: UserAccess, step: Step, model: type[Model]) -> QuerySet[Any]:
    """The rows on which this person may take the step, its guards aside."""
    return for_actors(access, step.actors, model).filter(state__in=step.from_states)


def in_scope(access: UserAccess, permission: str, column: str = "organization") -> Q:
    """Rows of any table whose organization this power covers."""
    roles = PERMISSIONS_BY_NAME[permission].roles
    return _any(
        _below_path(effective_role.path, column)
        for effective_role in access.effective_roles
        if effective_role.role in roles
    )


def organizations_for(access: UserAccess, step: Step) -> QuerySet[Organization]:
    """Where this person may begin something: the organizations of today under the seats that let them."""
    roles = {actor.role for actor in step.actors}
    return Organization.objects.active_on().filter(
        _any(
            Q(path__startswith=effective_role.path)
            for effective_role in access.effective_roles
            if effective_role.role in roles and effective_role.account_id is None
        )
    )


def _any_actor(access: UserAccess, actors: Iterable[Actor], model: type[Model]) -> Q:
    return _any(
        _actor_q(access, effective_role, actor, model)
        for actor in actors
        for effective_role in access.effective_roles
        if effective_role.role == actor.role
    )


def _actor_q(
    access: UserAccess, effective_role: EffectiveRole, actor: Actor, model: type[Model]
) -> Q:
    column = "receiving_organization" if Relation.RECEIVING in actor.relations else "organization"
    rule = _below_path(effective_role.path, column)
    if effective_role.account_id is not None:
        account_column: str = model.account_column  # type: ignore[attr-defined]
        rule &= Q(**{account_column: effective_role.account_id}) if account_column else Q(pk__in=[])
    if actor.states:
        rule &= Q(state__in=actor.states)
    for relation in actor.relations - {Relation.RECEIVING}:
        rule &= _relation_q(access, effective_role, relation, model)
    return rule


def _relation_q(
    access: UserAccess, effective_role: EffectiveRole, relation: Relation, model: type[Model]
) -> Q:
    columns: tuple[str, ...] = model.relations.get(_FORBIDS.get(relation, relation), ())  # type: ignore[attr-defined]
    if relation == Relation.DIRECTED:
        return _any(Q(**{column: True}) for column in columns)
    if relation in _FORBIDS:
        return ~_any(_column_holds(model, column, access.identities) for column in columns)
    people = {access.person.pk, effective_role.holder_id}
    return _any(_column_holds(model, column, people) for column in columns)


def _column_holds(model: type[Model], column: str, people: Iterable[UUID]) -> Q:
    """In a subquery, so that many-to-many rows neither multiply nor slip past a negation."""
    return Q(pk__in=model._base_manager.filter(**{f"{column}__in": list(people)}).values("pk"))


def _below_path(path: str, column: str) -> Q:
    if not path:  # the seat that everybody has
        return ~Q(pk__in=[])
    if len(path) <= Organization.steplen:  # the root covers all: no predicate at all
        return Q(**{f"{column}__isnull": False})
    return Q(**{f"{column}__path__startswith": path})


def _any(rules: Iterable[Q]) -> Q:
    combined = Q(pk__in=[])
    for rule in rules:
        combined |= rule
    return combined


def audience(actors: Iterable[Actor], row: PolicyObject) -> list[Person]:
    """Everybody for whom the predicate holds, found from the offices that cover the row."""
    actors = tuple(actors)
    found = _access_of(_candidates(actors, row))
    return [access.person for access in found if effective_role_for(access, actors, row)]


def interested_parties(whom: Iterable[Relation | Role], row: PolicyObject) -> list[Person]:
    """Who holds these roles or ties, and who stands in for them there: those of them who may see the row."""
    whom = tuple(whom)
    relations = [relation for relation in whom if isinstance(relation, Relation)]
    roles = tuple(Actor(role) for role in whom if isinstance(role, Role))
    tied = tuple(Actor(role, frozenset({relation})) for relation in relations for role in Role)
    named = {pk for relation in relations for pk in related_people(row, relation)}
    found = _access_of(_candidates(roles, row) | named | delegates_of(named))
    return [
        access.person
        for access in found
        if effective_role_for(access, roles + tied, row) and can_view(access, row)
    ]


def audience_of_permission(permission: str, organization: Organization) -> list[Person]:
    """Everybody for whom `may` holds there."""
    holders = _role_holders(PERMISSIONS_BY_NAME[permission].roles, organization)
    found = _access_of(holders | delegates_of(holders))
    return [access.person for access in found if has_permission(access, permission, organization)]


def audience_of_roles(roles: Iterable[Role], organization: Organization) -> list[Person]:
    assignments = (
        RoleAssignment.objects.current().covering(organization).filter(role__in=list(roles))
    )
    return list(Person.objects.filter(pk__in=assignments.values("person_id")).distinct())


def _candidates(actors: tuple[Actor, ...], row: PolicyObject) -> set[UUID]:
    organizations = [row.organization] if row.organization is not None else []
    if any(Relation.RECEIVING in actor.relations for actor in actors) and getattr(
        row, "receiving_organization", None
    ):
        organizations.append(row.receiving_organization)  # type: ignore[attr-defined]
    roles = [actor.role for actor in actors]
    holders = {pk for organization in organizations for pk in _role_holders(roles, organization)}
    named = {
        pk for actor in actors if actor.role == Role.ANYONE for pk in _named_people(actor, row)
    }
    return holders | delegates_of(holders) | named


def _role_holders(roles: Iterable[Role], organization: Organization) -> set[UUID]:
    assignments = (
        RoleAssignment.objects.current().covering(organization).filter(role__in=list(roles))
    )
    return set(assignments.values_list("person_id", flat=True))


def _access_of(people: set[UUID]) -> Iterable[UserAccess]:
    return access_for_users(Person.objects.filter(pk__in=people, is_active=True)).values()


def _named_people(actor: Actor, row: PolicyObject) -> set[UUID]:
    """Whom the ties of an actor name. Anyone at all is nobody in particular: no letter goes to all."""
    return {
        pk for relation in actor.relations - _FORBIDS.keys() for pk in related_people(row, relation)
    }


def require_permission(
    person: Person, permission: str, organization: Organization | None = None
) -> None:
    if not has_permission(access_for(person), permission, organization):
        raise PermissionDenied(permission)
