"""Every permission in three shapes: predicate (one object), query (a list), audience (the people to notify).

The rules are the actors of the step tables in `directive/lifecycles/`. This module applies them to rows of
any model that satisfies `PolicyObject`. A property test compares predicate and query for every demo user;
`access/sql.py` has the audience again for many rows at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet

from access.delegation import delegates_of
from access.effective_roles import EffectiveRole, UserAccess
from access.models import (
    Delegation,
    Organization,
    Person,
    RoleAssignment,
    RoleAssignmentQuerySet,
    SignInLink,
)
from access.resolver import access_for, access_for_users
from directive.lifecycles.grammar import Actor, Lifecycle, Relation, Step
from directive.lifecycles.grammar import actor as actor_row
from directive.role_permissions import PERMISSIONS_BY_NAME
from directive.roles import Role

ModelRow = TypeVar("ModelRow", bound=Model)


class PolicyObject(Protocol):
    """A row that permissions are checked on. `relations`: the columns that name the people of a relation."""

    pk: Any
    state: str
    organization: Organization
    lifecycle: ClassVar[Lifecycle]
    account_column: ClassVar[str]  # compared with the account of a delegation; empty: no account

    @property
    def relations(self) -> Mapping[Relation, tuple[str, ...]]: ...


# Separation of duties: a forbidding relation, and the relation whose columns name the people it excludes.
FORBIDDEN_RELATIONS = {
    Relation.NOT_OWN: Relation.OWN,
    Relation.NOT_RECOMMENDER: Relation.NOT_RECOMMENDER,
}


def effective_role_for(
    access: UserAccess, actors: Iterable[Actor], row: PolicyObject
) -> EffectiveRole | None:
    """The first effective role by which this person is one of the actors for the row, or None.

    Actors are tried in the order of the step table, so the role recorded in the audit event is stable.
    """
    for actor in actors:
        if actor.states and row.state not in actor.states:
            continue
        for effective_role in access.effective_roles:
            if effective_role.role != actor.role:
                continue
            # Scope first: it needs no query, relations may read many-to-many rows.
            if _covers(effective_role, actor, row) and all(
                _has_relation(access, effective_role, relation, row) for relation in actor.relations
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
    access: UserAccess,
    row: PolicyObject | Organization | RoleAssignment | Delegation | SignInLink,
) -> bool:
    """Whether this person may read the e-mail log of the row.

    Of a record: everyone who may view it. Of an organization: those who manage people there. Of a role
    assignment or a delegation: those too, and the person it belongs to. Of a sign-in link: those alone.
    """
    if isinstance(row, SignInLink):
        return has_permission(access, "manage_people")
    if isinstance(row, Organization):
        return has_permission(access, "manage_people", row)
    if not isinstance(row, RoleAssignment | Delegation):
        return can_view(access, row)
    if row.organization is not None and has_permission(access, "manage_people", row.organization):
        return True
    # Everybody has a page of their own delegations; role assignments are shown on the page of a person alone.
    has_page = isinstance(row, Delegation) or has_permission(access, "see_people")
    return has_page and row.person_id == access.person.pk


def has_permission(
    access: UserAccess, permission: str, organization: Organization | None = None
) -> bool:
    """Whether a role grants the permission: in this organization, or anywhere where none is given.

    KeyError for a permission that `directive/role_permissions.py` does not define.
    """
    roles = PERMISSIONS_BY_NAME[permission].roles
    path = organization.path if organization is not None else ""
    return any(
        effective_role.role in roles and (organization is None or effective_role.covers(path))
        for effective_role in access.effective_roles
    )


def _covers(effective_role: EffectiveRole, actor: Actor, row: PolicyObject) -> bool:
    # A transfer is accepted by those who hold the role in the receiving organization, not in the present one.
    is_receiving = Relation.RECEIVING in actor.relations
    organization: Organization | None = (
        getattr(row, "receiving_organization", None) if is_receiving else row.organization
    )
    return effective_role.covers(
        # Without an organization only `Role.ANYONE` covers the row: its path is empty too.
        organization.path if organization is not None else "",
        getattr(row, row.account_column) if row.account_column else None,
    )


def _has_relation(
    access: UserAccess, effective_role: EffectiveRole, relation: Relation, row: PolicyObject
) -> bool:
    if relation == Relation.RECEIVING:
        return True  # already decided by the organization in `_covers`
    if relation == Relation.DIRECTED:
        return any(getattr(row, column) for column in row.relations.get(relation, ()))
    if relation in FORBIDDEN_RELATIONS:
        # Separation counts the person and everyone they act for: a delegation must not be a way around it.
        return not access.identities & related_people(row, FORBIDDEN_RELATIONS[relation])
    # Only this role's holder: a relation of one delegator does not combine with a role of another.
    return bool({access.person.pk, effective_role.holder_id} & related_people(row, relation))


def related_people(row: PolicyObject, relation: Relation) -> set[UUID]:
    """Keys of the people whom the columns of the relation name; empty where the model has no such column."""
    people: set[UUID] = set()
    for column in row.relations.get(relation, ()):
        field = row._meta.get_field(column)  # type: ignore[attr-defined]
        if field.many_to_many:
            # An unsaved row has nobody in its many-to-many yet.
            if row.pk and not row._state.adding:  # type: ignore[attr-defined]
                people |= {person.pk for person in getattr(row, column).all()}
        elif value := getattr(row, field.attname):
            people.add(value)
    return people


def for_actors(
    access: UserAccess, actors: Iterable[Actor], model: type[ModelRow]
) -> QuerySet[ModelRow]:
    """The rows on which this person is one of the actors: `effective_role_for` as a query."""
    return model._default_manager.filter(
        any_of(
            _actor_q(access, effective_role, actor, model)
            for actor in actors
            for effective_role in access.effective_roles
            if effective_role.role == actor.role
        )
    )


def visible_to(access: UserAccess, model: type[ModelRow]) -> QuerySet[ModelRow]:
    lifecycle: Lifecycle = model.lifecycle  # type: ignore[attr-defined]
    return for_actors(access, lifecycle.viewers, model)


def actionable_by(access: UserAccess, step: Step, model: type[ModelRow]) -> QuerySet[ModelRow]:
    """The rows on which this person may take the step, its guards aside."""
    return for_actors(access, step.actors, model).filter(state__in=step.from_states)


def in_scope(access: UserAccess, permission: str, column: str = "organization") -> Q:
    """Condition on rows of any table: `column` is an organization where the person has the permission."""
    roles = PERMISSIONS_BY_NAME[permission].roles
    return any_of(
        _below_path(effective_role.path, column)
        for effective_role in access.effective_roles
        if effective_role.role in roles
    )


def organizations_for(access: UserAccess, step: Step) -> QuerySet[Organization]:
    """Active organizations in which this person may take an initial step."""
    roles = {actor.role for actor in step.actors}
    return Organization.objects.active_on().filter(
        any_of(
            Q(path__startswith=effective_role.path)
            for effective_role in access.effective_roles
            # A delegation for one account starts nothing: there is no account yet.
            if effective_role.role in roles and effective_role.account_id is None
        )
    )


def _actor_q(
    access: UserAccess, effective_role: EffectiveRole, actor: Actor, model: type[Model]
) -> Q:
    column = "receiving_organization" if Relation.RECEIVING in actor.relations else "organization"
    rule = _below_path(effective_role.path, column)
    if effective_role.account_id is not None:
        account_column: str = model.account_column  # type: ignore[attr-defined]
        # A model without accounts: a delegation for one account reaches none of its rows.
        rule &= Q(**{account_column: effective_role.account_id}) if account_column else Q(pk__in=[])
    if actor.states:
        rule &= Q(state__in=actor.states)
    for relation in actor.relations - {Relation.RECEIVING}:
        rule &= _relation_q(access, effective_role, relation, model)
    return rule


def _relation_q(
    access: UserAccess, effective_role: EffectiveRole, relation: Relation, model: type[Model]
) -> Q:
    columns: tuple[str, ...] = model.relations.get(FORBIDDEN_RELATIONS.get(relation, relation), ())  # type: ignore[attr-defined]
    if relation == Relation.DIRECTED:
        return any_of(Q(**{column: True}) for column in columns)
    if relation in FORBIDDEN_RELATIONS:
        return ~any_of(_column_holds(model, column, access.identities) for column in columns)
    people = {access.person.pk, effective_role.holder_id}
    return any_of(_column_holds(model, column, people) for column in columns)


def _column_holds(model: type[Model], column: str, people: Iterable[UUID]) -> Q:
    # A subquery: a join would repeat a row for each of its people, and negated it would match by the others.
    return Q(pk__in=model._base_manager.filter(**{f"{column}__in": list(people)}).values("pk"))


def _below_path(path: str, column: str) -> Q:
    if not path:  # `Role.ANYONE` has no organization, and matches everywhere
        return ~Q(pk__in=[])
    # The root covers every organization: the column alone says so, without the join that a path needs.
    if len(path) <= Organization.steplen:
        return Q(**{f"{column}__isnull": False})
    return Q(**{f"{column}__path__startswith": path})


def any_of(rules: Iterable[Q]) -> Q:
    """The rules joined by OR; no row where there is no rule."""
    combined = Q(pk__in=[])  # an empty Q() would match every row
    for rule in rules:
        combined |= rule
    return combined


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Whom to look for: the actors of a row, among those with a role there and those related to it."""

    row: PolicyObject
    actors: tuple[Actor, ...]
    roles: frozenset[Role]
    related: frozenset[UUID] = frozenset()
    viewers_only: bool = False


def actor_audience(actors: Iterable[Actor], row: PolicyObject) -> Audience:
    """Everyone who is one of the actors for the row, delegates included."""
    actors = tuple(actors)
    return Audience(
        row=row,
        actors=actors,
        roles=frozenset(actor.role for actor in actors),
        # Anyone at all is nobody in particular: of `Role.ANYONE` only people named by a relation are found.
        related=frozenset(
            pk
            for actor in actors
            if actor.role == Role.ANYONE
            for relation in actor.relations - FORBIDDEN_RELATIONS.keys()
            for pk in related_people(row, relation)
        ),
    )


def interested_audience(parties: Iterable[Relation | Role], row: PolicyObject) -> Audience:
    """Everyone with one of these roles or relations who may view the row, delegates included."""
    parties = tuple(parties)
    roles = frozenset(party for party in parties if isinstance(party, Role))
    relations = [party for party in parties if isinstance(party, Relation)]
    return Audience(
        row=row,
        # A relation counts in any role: those who submitted a request are notified whatever their role is now.
        actors=(
            *(actor_row(role) for role in roles),
            *(actor_row(role, relation) for relation in relations for role in Role),
        ),
        roles=roles,
        related=frozenset(pk for relation in relations for pk in related_people(row, relation)),
        viewers_only=True,
    )


def find_audiences(audiences: Sequence[Audience]) -> list[list[Person]]:
    """The people of each audience; the number of queries does not grow with their number."""
    # Candidates are found by a few queries that may include too many; the predicate decides.
    candidates = list(_access_with_delegates(_candidates(audiences)))
    return [
        [
            access.person
            for access in candidates
            if effective_role_for(access, wanted.actors, wanted.row)
            and (not wanted.viewers_only or can_view(access, wanted.row))
        ]
        for wanted in audiences
    ]


def audience(actors: Iterable[Actor], row: PolicyObject) -> list[Person]:
    return find_audiences([actor_audience(actors, row)])[0]


def audience_of_permission(permission: str, organization: Organization) -> list[Person]:
    """Everyone with the permission in this organization, delegates included."""
    holders = _role_holders(PERMISSIONS_BY_NAME[permission].roles, organization)
    return [
        access.person
        for access in _access_with_delegates(holders)
        if has_permission(access, permission, organization)
    ]


def audience_of_roles(roles: Iterable[Role], organization: Organization) -> list[Person]:
    """Everyone who holds one of the roles themselves, delegates not included."""
    assignments = _assignments_of(roles, organization)
    return list(Person.objects.filter(pk__in=assignments.values("person_id")).distinct())


def _candidates(audiences: Iterable[Audience]) -> Q:
    """Condition on people: those that the audiences name, and those with a role where they look."""
    people = Q(pk__in={pk for wanted in audiences for pk in wanted.related})
    # By organization: the steps taken inside one step are about one organization, or two.
    roles: dict[Organization, set[Role]] = {}
    for wanted in audiences:
        for organization in _organizations_of(wanted):
            roles.setdefault(organization, set()).update(wanted.roles)
    for organization, searched in roles.items():
        people |= _role_holders(searched, organization)
    return people


def _organizations_of(audience: Audience) -> Iterator[Organization]:
    if audience.row.organization is not None:
        yield audience.row.organization
    receiving = getattr(audience.row, "receiving_organization", None)
    if receiving is not None and any(
        Relation.RECEIVING in actor.relations for actor in audience.actors
    ):
        yield receiving


def _role_holders(roles: Iterable[Role], organization: Organization) -> Q:
    return Q(pk__in=_assignments_of(roles, organization).values("person_id"))


def _assignments_of(roles: Iterable[Role], organization: Organization) -> RoleAssignmentQuerySet:
    return RoleAssignment.objects.current().covering(organization).filter(role__in=list(roles))


def _access_with_delegates(people: Q) -> Iterable[UserAccess]:
    """The access of the people who meet the condition and of everyone who may act for them."""
    delegates = Q(pk__in=delegates_of(Person.objects.filter(people)))
    return access_for_users(Person.objects.filter(people | delegates, is_active=True)).values()


def require_permission(by: Person, permission: str, *, on: Organization | None = None) -> None:
    """PermissionDenied where `has_permission` is false. Services call it; views call services."""
    if not has_permission(access_for(by), permission, on):
        raise PermissionDenied(permission)
