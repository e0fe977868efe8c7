"""The audience of `access/policy.py` for many rows at once, as parts of one SQL statement.

A reminder run asks this of tens of thousands of rows, where one predicate for each row and person would be too
slow. An example: who may advise on these two nominations (`actor(Role.PA, Relation.NOT_OWN)`)?

    rows   id  object_id  path      people named by Relation.OWN
           1   one        00010002  Dan
           2   two        00010003  Eve
    roles  Ana and Dan are PA staff of 00010002, Fay of 0001, which is above; Ana has delegated hers to Gus

`audience_sql` gives (id, person_id), and the reminder run an e-mail, for each of:

    1  Ana    the role in the organization
    1  Fay    the role in an organization above; Dan has the role too, but the nomination is his own
    1  Gus    the role of Ana
    2  Fay

`tests/invariants/test_audience.py` compares it with `policy.audience`, which asks one row at a time, for every
step and every reminder rule, and for random roles and delegations.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Model, Q, TextField, UUIDField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from access.delegation import delegated_sql
from access.models import Organization, Person, RoleAssignment
from access.policy import FORBIDDEN_RELATIONS, any_of
from directive.lifecycles.grammar import Actor, Relation
from directive.roles import Role
from web.sql import compile_queryset

POLICY_COLUMNS = "object_id, state, account_id, path, receiving_path"


def effective_roles_sql(day: date) -> str:
    """Common table expressions for `audience_sql`, as of this day; the caller writes the WITH before them.

    `effective_role` (person_id, role, path, holder_id, account_id): what `access_for` returns, for everyone.
    `either_name` (name_id, ...): each effective role twice, by its person and by its holder.
    `identity` (name_id, person_id): each person with everyone they act for, themselves included.
    `ancestors` (path, prefix): each organization's path with the paths above it, its own included.
    """
    # MATERIALIZED: each is read by several parts of the statement, and is to be computed once.
    assignments = RoleAssignment.objects.current(day).annotate(
        holder=Coalesce("acting_for_id", "person_id")
    )
    columns = assignments.values_list("person_id", "role", "organization__path", "holder")
    people = Person.objects.filter(is_active=True).values_list("pk")
    return f"""
assignment (person_id, role, path, holder_id) AS MATERIALIZED ({compile_queryset(columns)}),
delegated (person_id, delegator_id, account_id, path) AS MATERIALIZED ({delegated_sql(day)}),
effective_role (person_id, role, path, holder_id, account_id) AS MATERIALIZED (
    SELECT person_id, role, path, holder_id, NULL::uuid FROM assignment
    UNION ALL
    -- Of two paths on one branch the longer, and so the greater, is the narrower organization.
    SELECT l.person_id, o.role, greatest(l.path, o.path), l.delegator_id, l.account_id
    FROM delegated l JOIN assignment o ON o.person_id = l.delegator_id
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


def audience_sql(actors: Iterable[Actor], model: type[Model], rows: str) -> str:
    """SELECT of (id, person_id): everyone who is one of the actors, for each row of the relation named `rows`.

    The statement must also hold `effective_roles_sql`. `rows` is a table expression with an id of its own
    (of a task, say) and the `POLICY_COLUMNS` of the object, as `policy_columns` selects them.
    """
    # UNION, not UNION ALL: one person may be an actor in several ways.
    return "\nUNION\n".join(_actor_sql(actor, model, rows) for actor in actors)


def policy_columns(model: type[Model], through: str = "") -> list[Combinable]:
    """Expressions for the `POLICY_COLUMNS`, of the model or of a table with the foreign key `through` to it.

    NULL where the model has no such column.
    """
    fields = {field.name for field in model._meta.get_fields()}
    account: str = model.account_column  # type: ignore[attr-defined]
    prefix = f"{through}__" if through else ""
    none = Value(None, output_field=TextField())
    return [
        F(f"{prefix}pk"),
        F(f"{prefix}state") if "state" in fields else none,
        F(f"{prefix}{account}") if account else Cast(none, UUIDField()),
        # As in `policy._covers`: without an organization only `Role.ANYONE` matches, whose path is empty.
        Coalesce(f"{prefix}organization__path", Value("")),
        F(f"{prefix}receiving_organization__path") if "receiving_organization" in fields else none,
    ]


def _actor_sql(actor: Actor, model: type[Model], rows: str) -> str:
    path = "r.receiving_path" if Relation.RECEIVING in actor.relations else "r.path"
    # The relations that name people, as against those that exclude people or look at something else.
    naming = sorted(
        actor.relations - FORBIDDEN_RELATIONS.keys() - {Relation.RECEIVING, Relation.DIRECTED}
    )
    if naming:
        # Start from the few people named on the row, not from all who hold the role above it.
        related = _related_people_sql(naming[0], model, rows)
        joins = f"JOIN ({related}) t USING (object_id) JOIN either_name s USING (name_id)"
    else:
        # Equality with each path above hashes; a prefix condition would be a nested loop over all roles.
        joins = f"JOIN ancestors a ON a.path = {path} JOIN effective_role s ON s.path = a.prefix"
    conditions = [
        f"s.role = '{actor.role}'",
        f"starts_with({path}, s.path)",
        "(s.account_id IS NULL OR s.account_id = r.account_id)",
        *(
            _relation_sql(relation, model, rows)
            for relation in sorted(actor.relations - {Relation.RECEIVING, *naming[:1]})
        ),
    ]
    if actor.states:
        states = ", ".join(f"'{state}'" for state in sorted(actor.states))
        conditions.append(f"r.state IN ({states})")
    where = " AND ".join(conditions)
    return f"SELECT r.id, s.person_id FROM {rows} r {joins} WHERE {where}"  # noqa: S608


def _relation_sql(relation: Relation, model: type[Model], rows: str) -> str:
    """The condition on row `r` and effective role `s`: `policy._has_relation` as SQL."""
    if relation == Relation.DIRECTED:
        is_directed = any_of(Q(**{column: True}) for column in model.relations.get(relation, ()))  # type: ignore[attr-defined]
        directed = compile_queryset(model._base_manager.filter(is_directed).values("pk"))
        return f"r.object_id IN ({directed})"
    related = _related_people_sql(FORBIDDEN_RELATIONS.get(relation, relation), model, rows)
    if relation in FORBIDDEN_RELATIONS:
        names = f"({related}) t JOIN identity i USING (name_id) WHERE i.person_id = s.person_id"
        return f"NOT EXISTS (SELECT FROM {names} AND t.object_id = r.object_id)"
    names = f"({related}) t WHERE t.name_id IN (s.person_id, s.holder_id)"
    return f"EXISTS (SELECT FROM {names} AND t.object_id = r.object_id)"


def _related_people_sql(relation: Relation, model: type[Model], rows: str) -> str:
    """SELECT of (object_id, name_id): `policy.related_people` for each of `rows`."""
    columns: tuple[str, ...] = model.relations.get(relation, ())  # type: ignore[attr-defined]
    queries = [
        compile_queryset(model._base_manager.values_list("pk", column)) for column in columns
    ]
    # A UNION of nothing is no SQL: one row that is filtered out gives the columns their types.
    queries = queries or ["SELECT NULL::uuid, NULL::uuid WHERE false"]
    related = " UNION ALL ".join(f"({query})" for query in queries)
    # Without the list of rows the planner would read every row the model has.
    object_ids = f"(SELECT object_id FROM {rows})"  # noqa: S608
    return f"SELECT * FROM ({related}) q (object_id, name_id) WHERE object_id IN {object_ids}"  # noqa: S608
