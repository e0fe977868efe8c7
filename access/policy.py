"""Every permission, said once, in three shapes: predicate (one object), query (a list), audience (whom to tell).

The rules themselves are the actors of the step tables in `directive/`. This module reads them against
rows of any model that has an `organization`, a `state`, and says in `ties` which of its columns tell
how people stand to it.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet, TextField, UUIDField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from access.bound import bound
from access.delegation import substitutes_of
from access.models import Delegation, Office, Organization, Person
from access.seats import Seat, Standing
from access.standing import standings
from directive.lifecycle import Actor, Lifecycle, Step, Tie
from directive.powers import BY_POWER
from directive.roles import Role


class Row(Protocol):
    """What policy needs of a row. `ties` maps a tie to the columns that hold the people."""

    pk: Any
    state: str
    organization: Organization
    lifecycle: ClassVar[Lifecycle]
    ties: ClassVar[Mapping[Tie, tuple[str, ...]]]
    account_column: ClassVar[str]  # the column that a delegation for one account is held against


# A forbidding tie looks at the columns of the tie it forbids.
_FORBIDS = {Tie.NOT_OWN: Tie.OWN, Tie.NOT_RECOMMENDER: Tie.NOT_RECOMMENDER}


# ---- predicate: one object


def seat_for(standing: Standing, actors: Iterable[Actor], row: Row) -> Seat | None:
    """The seat from which this person may act on the row, or None."""
    for actor in actors:
        if actor.states and row.state not in actor.states:
            continue
        for seat in standing.seats:
            if seat.role == actor.role and _fits(standing, seat, actor, row):
                return seat
    return None


def may_take(standing: Standing, step: Step, row: Row) -> Seat | None:
    if not step.starts and row.state not in step.sources:
        return None
    return seat_for(standing, step.actors, row)


def may_see(standing: Standing, row: Row) -> bool:
    return seat_for(standing, row.lifecycle.readers, row) is not None


def may_see_letters(standing: Standing, row: Row | Organization | Office | Delegation) -> bool:
    """About a record, whoever may see it. About an organization, who keeps people there.

    About an office or a delegation, they and the person whose it is, if a page shows it to that person.
    """
    if isinstance(row, Organization):
        return may(standing, "keep_people", row)
    if not isinstance(row, Office | Delegation):
        return may_see(standing, row)
    if row.organization is not None and may(standing, "keep_people", row.organization):
        return True
    shown = isinstance(row, Delegation) or may(standing, "see_people")
    return shown and row.person_id == standing.person.pk


def may(standing: Standing, power: str, organization: Organization | None = None) -> bool:
    roles = BY_POWER[power].roles
    path = organization.path if organization is not None else ""
    return any(
        seat.role in roles and (organization is None or seat.covers(path))
        for seat in standing.seats
    )


def _fits(standing: Standing, seat: Seat, actor: Actor, row: Row) -> bool:
    if not _covers(seat, actor, row):
        return False
    return all(_tied(standing, seat, tie, row) for tie in actor.ties)


def _covers(seat: Seat, actor: Actor, row: Row) -> bool:
    receiving = Tie.RECEIVING in actor.ties
    organization: Organization | None = (
        getattr(row, "receiving", None) if receiving else row.organization
    )
    return seat.covers(
        organization.path if organization is not None else "",  # nowhere: anyone's seat alone
        getattr(row, row.account_column) if row.account_column else None,
    )


def _tied(standing: Standing, seat: Seat, tie: Tie, row: Row) -> bool:
    if tie == Tie.RECEIVING:
        return True  # told by the organization that `_covers` looks at
    if tie == Tie.DIRECTED:
        return any(getattr(row, column) for column in row.ties.get(tie, ()))
    if tie in _FORBIDS:
        return not standing.identities & people_tied(row, _FORBIDS[tie])
    return bool({standing.person.pk, seat.holder_id} & people_tied(row, tie))


def people_tied(row: Row, tie: Tie) -> set[UUID]:
    people: set[UUID] = set()
    for column in row.ties.get(tie, ()):
        field = row._meta.get_field(column)  # type: ignore[attr-defined]
        if field.many_to_many:
            if row.pk and not row._state.adding:  # type: ignore[attr-defined]
                people |= {person.pk for person in getattr(row, column).all()}
        elif value := getattr(row, field.attname):
            people.add(value)
    return people


# ---- query: a list


def open_to(standing: Standing, actors: Iterable[Actor], model: type[Model]) -> QuerySet[Any]:
    """The rows on which this person is one of the actors."""
    return model._default_manager.filter(_any_actor(standing, actors, model))


def visible_to(standing: Standing, model: type[Model]) -> QuerySet[Any]:
    lifecycle: Lifecycle = model.lifecycle  # type: ignore[attr-defined]
    return open_to(standing, lifecycle.readers, model)


def takeable_by(standing: Standing, step: Step, model: type[Model]) -> QuerySet[Any]:
    """The rows on which this person may take the step, its guards aside."""
    return open_to(standing, step.actors, model).filter(state__in=step.sources)


def within(standing: Standing, power: str, column: str = "organization") -> Q:
    """Rows of any table whose organization this power covers."""
    roles = BY_POWER[power].roles
    return _any(_under(seat.path, column) for seat in standing.seats if seat.role in roles)


def organizations_for(standing: Standing, step: Step) -> QuerySet[Organization]:
    """Where this person may begin something: the organizations of today under the seats that let them."""
    roles = {actor.role for actor in step.actors}
    return Organization.objects.on().filter(
        _any(
            Q(path__startswith=seat.path)
            for seat in standing.seats
            if seat.role in roles and seat.account_id is None
        )
    )


def _any_actor(standing: Standing, actors: Iterable[Actor], model: type[Model]) -> Q:
    return _any(
        _actor_q(standing, seat, actor, model)
        for actor in actors
        for seat in standing.seats
        if seat.role == actor.role
    )


def _actor_q(standing: Standing, seat: Seat, actor: Actor, model: type[Model]) -> Q:
    column = "receiving" if Tie.RECEIVING in actor.ties else "organization"
    rule = _under(seat.path, column)
    if seat.account_id is not None:
        account_column: str = model.account_column  # type: ignore[attr-defined]
        rule &= Q(**{account_column: seat.account_id}) if account_column else Q(pk__in=[])
    if actor.states:
        rule &= Q(state__in=actor.states)
    for tie in actor.ties - {Tie.RECEIVING}:
        rule &= _tie_q(standing, seat, tie, model)
    return rule


def _tie_q(standing: Standing, seat: Seat, tie: Tie, model: type[Model]) -> Q:
    columns: tuple[str, ...] = model.ties.get(_FORBIDS.get(tie, tie), ())  # type: ignore[attr-defined]
    if tie == Tie.DIRECTED:
        return _any(Q(**{column: True}) for column in columns)
    if tie in _FORBIDS:
        return ~_any(_holds(model, column, standing.identities) for column in columns)
    people = {standing.person.pk, seat.holder_id}
    return _any(_holds(model, column, people) for column in columns)


def _holds(model: type[Model], column: str, people: Iterable[UUID]) -> Q:
    """In a subquery, so that many-to-many rows neither multiply nor slip past a negation."""
    return Q(pk__in=model._base_manager.filter(**{f"{column}__in": list(people)}).values("pk"))


def _under(path: str, column: str) -> Q:
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


# ---- audience: whom to tell


def audience(actors: Iterable[Actor], row: Row) -> list[Person]:
    """Everybody for whom the predicate holds, found from the offices that cover the row."""
    actors = tuple(actors)
    found = _standings_of(_candidates(actors, row))
    return [standing.person for standing in found if seat_for(standing, actors, row)]


def concerned(whom: Iterable[Tie | Role], row: Row) -> list[Person]:
    """Who holds these roles or ties, and who stands in for them there: those of them who may see the row."""
    whom = tuple(whom)
    ties = [tie for tie in whom if isinstance(tie, Tie)]
    roles = tuple(Actor(role) for role in whom if isinstance(role, Role))
    tied = tuple(Actor(role, frozenset({tie})) for tie in ties for role in Role)
    named = {pk for tie in ties for pk in people_tied(row, tie)}
    found = _standings_of(_candidates(roles, row) | named | substitutes_of(named))
    return [
        standing.person
        for standing in found
        if seat_for(standing, roles + tied, row) and may_see(standing, row)
    ]


def audience_of_power(power: str, organization: Organization) -> list[Person]:
    """Everybody for whom `may` holds there."""
    holders = _holders(BY_POWER[power].roles, organization)
    found = _standings_of(holders | substitutes_of(holders))
    return [standing.person for standing in found if may(standing, power, organization)]


def audience_of_roles(roles: Iterable[Role], organization: Organization) -> list[Person]:
    offices = Office.objects.current().covering(organization).filter(role__in=list(roles))
    return list(Person.objects.filter(pk__in=offices.values("person_id")).distinct())


def _candidates(actors: tuple[Actor, ...], row: Row) -> set[UUID]:
    organizations = [row.organization] if row.organization is not None else []
    if any(Tie.RECEIVING in actor.ties for actor in actors) and getattr(row, "receiving", None):
        organizations.append(row.receiving)  # type: ignore[attr-defined]
    roles = [actor.role for actor in actors]
    holders = {pk for organization in organizations for pk in _holders(roles, organization)}
    named = {pk for actor in actors if actor.role == Role.ANYONE for pk in _held_to(actor, row)}
    return holders | substitutes_of(holders) | named


def _holders(roles: Iterable[Role], organization: Organization) -> set[UUID]:
    offices = Office.objects.current().covering(organization).filter(role__in=list(roles))
    return set(offices.values_list("person_id", flat=True))


def _standings_of(people: set[UUID]) -> Iterable[Standing]:
    return standings(Person.objects.filter(pk__in=people, is_active=True)).values()


def _held_to(actor: Actor, row: Row) -> set[UUID]:
    """Whom the ties of an actor name. Anyone at all is nobody in particular: no letter goes to all."""
    return {pk for tie in actor.ties - _FORBIDS.keys() for pk in people_tied(row, tie)}


# ---- audience of many rows at once: the same rule in one statement

JUDGED = "object_id, state, account_id, path, receiving_path"


def audience_sql(actors: Iterable[Actor], model: type[Model], rows: str) -> str:
    """(id, person_id) for a statement that also holds `seats_sql` and the relation `rows`.

    `rows` has an id, and the columns named in `JUDGED`, as `judged` reads them.
    """
    return "\nUNION\n".join(_actor_sql(actor, model, rows) for actor in actors)


def judged(model: type[Model], through: str = "") -> list[Combinable]:
    """The columns of `JUDGED`, from a table that leads to the model `through` a foreign key."""
    fields = {field.name for field in model._meta.get_fields()}
    account: str = model.account_column  # type: ignore[attr-defined]
    before = f"{through}__" if through else ""
    none = Value(None, output_field=TextField())
    return [
        F(f"{before}pk"),
        F(f"{before}state") if "state" in fields else none,
        F(f"{before}{account}") if account else Cast(none, UUIDField()),
        Coalesce(f"{before}organization__path", Value("")),
        F(f"{before}receiving__path") if "receiving" in fields else none,
    ]


def _actor_sql(actor: Actor, model: type[Model], rows: str) -> str:
    path = "r.receiving_path" if Tie.RECEIVING in actor.ties else "r.path"
    held = sorted(actor.ties - _FORBIDS.keys() - {Tie.RECEIVING, Tie.DIRECTED})
    seats = f"JOIN above a ON a.path = {path} JOIN seat s ON s.path = a.prefix"
    if held:  # from the few people who are tied, not from all who hold the role
        tied = _tied_sql(held[0], model, rows)
        seats = f"JOIN ({tied}) t USING (object_id) JOIN face s USING (name_id)"
    conditions = [
        f"s.role = '{actor.role}'",
        f"starts_with({path}, s.path)",
        "(s.account_id IS NULL OR s.account_id = r.account_id)",
        *(_tie_sql(tie, model, rows) for tie in sorted(actor.ties - {Tie.RECEIVING, *held[:1]})),
    ]
    if actor.states:
        states = ", ".join(f"'{state}'" for state in sorted(actor.states))
        conditions.append(f"r.state IN ({states})")
    where = " AND ".join(conditions)
    return f"SELECT r.id, s.person_id FROM {rows} r {seats} WHERE {where}"  # noqa: S608


def _tie_sql(tie: Tie, model: type[Model], rows: str) -> str:
    if tie == Tie.DIRECTED:
        yes = _any(Q(**{column: True}) for column in model.ties.get(tie, ()))  # type: ignore[attr-defined]
        return f"r.object_id IN ({bound(model._base_manager.filter(yes).values('pk'))})"
    tied = _tied_sql(_FORBIDS.get(tie, tie), model, rows)
    if tie in _FORBIDS:
        names = f"({tied}) t JOIN identity i USING (name_id) WHERE i.person_id = s.person_id"
        return f"NOT EXISTS (SELECT FROM {names} AND t.object_id = r.object_id)"
    names = f"({tied}) t WHERE t.name_id IN (s.person_id, s.holder_id)"
    return f"EXISTS (SELECT FROM {names} AND t.object_id = r.object_id)"


def _tied_sql(tie: Tie, model: type[Model], rows: str) -> str:
    """(object_id, name_id): what `people_tied` says, of every row."""
    columns: tuple[str, ...] = model.ties.get(tie, ())  # type: ignore[attr-defined]
    queries = [bound(model._base_manager.values_list("pk", column)) for column in columns]
    queries = queries or ["SELECT NULL::uuid, NULL::uuid WHERE false"]
    tied = " UNION ALL ".join(f"({query})" for query in queries)
    wanted = f"(SELECT object_id FROM {rows})"  # noqa: S608
    return f"SELECT * FROM ({tied}) q (object_id, name_id) WHERE object_id IN {wanted}"  # noqa: S608
