"""The policy in bulk: who may act on which rows, as parts of one statement."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Model, Q, TextField, UUIDField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from access.delegation import delegated_sql
from access.models import Organization, Person, RoleAssignment
from access.policy import _FORBIDS, _any
from directive.lifecycles.grammar import Actor, Relation
from directive.roles import Role
from web.sql import compile_queryset


def effective_roles_sql(day: date) -> str:
    """Common table expressions that `audience_sql` reads, as of this day.

    `effective_role`: role, organization path, holder, and the person who exercises it.
    `either_name`: each effective role under the name of its person and of its holder.
    `identity`: everyone a person acts for, themselves included.
    `ancestors`: the path of each organization with its own and those above it.
    """
    assignments = RoleAssignment.objects.current(day).annotate(
        holder=Coalesce("acting_for_id", "person_id")
    )
    columns = assignments.values_list("person_id", "role", "organization__path", "holder")
    people = Person.objects.filter(is_active=True).values_list("pk")
    return f"""
assignment (person_id, role, path, holder_id) AS MATERIALIZED ({compile_queryset(columns)}),
delegated (person_id, lender_id, account_id, path) AS MATERIALIZED ({delegated_sql(day)}),
effective_role (person_id, role, path, holder_id, account_id) AS MATERIALIZED (
    SELECT person_id, role, path, holder_id, NULL::uuid FROM assignment
    UNION ALL
    SELECT l.person_id, o.role, greatest(l.path, o.path), l.lender_id, l.account_id
    FROM delegated l JOIN assignment o ON o.person_id = l.lender_id
    WHERE l.path IS NULL OR starts_with(l.path, o.path) OR starts_with(o.path, l.path)
    UNION ALL
    SELECT p.id, '{Role.ANYONE}', '', p.id, NULL FROM ({compile_queryset(people)}) p (id)
),
either_name AS MATERIALIZED (
    SELECT person_id AS name_id, * FROM effective_role UNION SELECT holder_id, * FROM effective_role
),
identity AS MATERIALIZED (SELECT DISTINCT name_id, person_id FROM either_name),
ancestors (path, prefix) AS MATERIALIZED (
    SELECT path, left(path, n)
    FROM access_organization, generate_series({Organization.steplen}, length(path), {Organization.steplen}) n
)"""  # noqa: S608 - queries of our own, bound


POLICY_COLUMNS = "object_id, state, account_id, path, receiving_path"


def audience_sql(actors: Iterable[Actor], model: type[Model], rows: str) -> str:
    """(id, person_id) for a statement that also holds `effective_roles_sql` and the relation `rows`.

    `rows` has an id, and the columns named in `POLICY_COLUMNS`, as `policy_columns` reads them.
    """
    return "\nUNION\n".join(_actor_sql(actor, model, rows) for actor in actors)


def policy_columns(model: type[Model], through: str = "") -> list[Combinable]:
    """The columns of `POLICY_COLUMNS`, from a table that leads to the model `through` a foreign key."""
    fields = {field.name for field in model._meta.get_fields()}
    account: str = model.account_column  # type: ignore[attr-defined]
    before = f"{through}__" if through else ""
    none = Value(None, output_field=TextField())
    return [
        F(f"{before}pk"),
        F(f"{before}state") if "state" in fields else none,
        F(f"{before}{account}") if account else Cast(none, UUIDField()),
        Coalesce(f"{before}organization__path", Value("")),
        F(f"{before}receiving_organization__path") if "receiving_organization" in fields else none,
    ]


def _actor_sql(actor: Actor, model: type[Model], rows: str) -> str:
    path = "r.receiving_path" if Relation.RECEIVING in actor.relations else "r.path"
    held = sorted(actor.relations - _FORBIDS.keys() - {Relation.RECEIVING, Relation.DIRECTED})
    effective_roles = (
        f"JOIN ancestors a ON a.path = {path} JOIN effective_role s ON s.path = a.prefix"
    )
    if held:  # from the few people who are tied, not from all who hold the role
        tied = _related_people_sql(held[0], model, rows)
        effective_roles = f"JOIN ({tied}) t USING (object_id) JOIN either_name s USING (name_id)"
    conditions = [
        f"s.role = '{actor.role}'",
        f"starts_with({path}, s.path)",
        "(s.account_id IS NULL OR s.account_id = r.account_id)",
        *(
            _relation_sql(relation, model, rows)
            for relation in sorted(actor.relations - {Relation.RECEIVING, *held[:1]})
        ),
    ]
    if actor.states:
        states = ", ".join(f"'{state}'" for state in sorted(actor.states))
        conditions.append(f"r.state IN ({states})")
    where = " AND ".join(conditions)
    return f"SELECT r.id, s.person_id FROM {rows} r {effective_roles} WHERE {where}"  # noqa: S608


def _relation_sql(relation: Relation, model: type[Model], rows: str) -> str:
    if relation == Relation.DIRECTED:
        yes = _any(Q(**{column: True}) for column in model.relations.get(relation, ()))  # type: ignore[attr-defined]
        return f"r.object_id IN ({compile_queryset(model._base_manager.filter(yes).values('pk'))})"
    tied = _related_people_sql(_FORBIDS.get(relation, relation), model, rows)
    if relation in _FORBIDS:
        names = f"({tied}) t JOIN identity i USING (name_id) WHERE i.person_id = s.person_id"
        return f"NOT EXISTS (SELECT FROM {names} AND t.object_id = r.object_id)"
    names = f"({tied}) t WHERE t.name_id IN (s.person_id, s.holder_id)"
    return f"EXISTS (SELECT FROM {names} AND t.object_id = r.object_id)"


def _related_people_sql(relation: Relation, model: type[Model], rows: str) -> str:
    """(object_id, name_id): what `people_tied` says, of every row."""
    columns: tuple[str, ...] = model.relations.get(relation, ())  # type: ignore[attr-defined]
    queries = [
        compile_queryset(model._base_manager.values_list("pk", column)) for column in columns
    ]
    queries = queries or ["SELECT NULL::uuid, NULL::uuid WHERE false"]
    tied = " UNION ALL ".join(f"({query})" for query in queries)
    wanted = f"(SELECT object_id FROM {rows})"  # noqa: S608
    return f"SELECT * FROM ({tied}) q (object_id, name_id) WHERE object_id IN {wanted}"  # noqa: S608
