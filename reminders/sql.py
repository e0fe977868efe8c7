"""The letters of one rule as one query: what is due, who is asked, and who hears after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import DateField, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from access.bound import bound
from access.policy import JUDGED, audience_sql, judged
from access.standing import seats_sql
from directive.lifecycle import actor
from directive.roles import Role
from reminders.kinds import DUE, LATE, ORGANIZATION, VACANT
from reminders.rule import Rule, Rungs
from reminders.titles import titles

COLUMNS = "kind, object_kind, object_id, occurrence, recipient_id, facts"
_DATED = "'due_on', n.day::text, 'rung', n.rung, 'detail', n.detail"
_RUNGED = f"id, {JUDGED}, organization_id, rung, week"  # of what is due, all but the long columns
AHEAD = timedelta(days=1)  # somewhere it is tomorrow already


@dataclass(frozen=True, slots=True)
class Search:
    """For what one rule has due at a moment, and who hears of it."""

    rule: Rule
    rungs: Rungs
    at: datetime
    missed: int  # days without a sweep


def any_due_sql(search: Search) -> str:
    """Whether `letters_sql` has anything to write for: a search that ends at the first row found.

    Materialized, it is planned for all rows; a plan for the first alone would hope to meet it early.
    """
    rule = search.rule
    return f"""
WITH {_named_sql(search, "object_id", [rule.column("pk")])},
due AS MATERIALIZED (SELECT n.object_id FROM named n WHERE {_unwritten_sql(rule)})
SELECT EXISTS (SELECT FROM due)"""


def letters_sql(search: Search) -> str:
    """A row for each letter, as `COLUMNS`. Days begin in the time zone of the row.

    Of the rungs of today and of the `missed` days before it, each row gets the last; a rung that has been
    written to anybody is not written again.
    """
    rule, rungs = search.rule, search.rungs
    vacancy = (
        f"w.object_kind = '{ORGANIZATION}' AND w.object_id = v.id"
        f" AND w.kind = '{rule.kind}{VACANT}' AND w.occurrence = v.week"
    )
    return f"""
WITH {seats_sql(search.at.astimezone().date())},
{_due_sql(search)},
asked AS MATERIALIZED ({audience_sql(rule.asked, rule.subject, "due")}),
told_0 AS NOT MATERIALIZED (SELECT {_RUNGED} FROM due),
held_0 AS NOT MATERIALIZED (SELECT * FROM asked),
{"".join(_rung_sql(rule, rungs, level, role) for level, role in enumerate(rule.ladder, 1))}
told AS (
    SELECT DISTINCT ON (id, person_id) id, person_id, ending
    FROM ({_told_sql(rule)}) t ORDER BY id, person_id, level
),
{_vacant_sql(rule)}
SELECT '{rule.kind}' || t.ending, '{rule.object_kind}', d.object_id, d.occurrence, t.person_id, d.facts
FROM told t JOIN due d USING (id)
UNION ALL
SELECT '{rule.kind}{VACANT}', '{ORGANIZATION}', v.id, v.week, h.person_id,
    {_facts_sql(rule, title="o.name", more="'due_on', '', 'roles', v.roles")}
FROM vacant v JOIN vacant_told h USING (id) JOIN access_organization o USING (id)
WHERE {_no_letter_sql(f"{vacancy} AND w.recipient_id = h.person_id")}"""


def _due_sql(search: Search) -> str:
    """`due`: what has a rung in the days since the last sweep, with what its letters say."""
    rule = search.rule
    columns = [
        "pk",
        *judged(rule.subject, rule.through),
        rule.column("organization_id"),
        *titles(rule),
    ]
    return f"""
{_named_sql(search, f"id, {JUDGED}, organization_id, title_en, title_fr", columns)},
due AS MATERIALIZED (
    SELECT {_RUNGED}, occurrence, {_facts_sql(rule, title="n.title", more=_DATED)} AS facts
    FROM named n WHERE {_unwritten_sql(rule)}
)"""


def _named_sql(search: Search, names: str, columns: Sequence[str | Combinable]) -> str:
    """`named`: what has a rung in those days, whether it was written or not, with these columns.

    `OFFSET 0` keeps the planner from writing an expression out wherever its column is read: a row would
    then ask for the day in its time zone some fifty times.
    """
    moment = connection.ops.compose_sql("%s::timestamptz", [search.at])
    return f"""
dated ({names}, day, begun, zone, detail) AS ({_rows_sql(search, columns)}),
named AS (
    SELECT *, concat_ws(':', day || to_char(rung, 'FMSG999990'), nullif(detail, '')) AS occurrence,
        to_char(day + late, 'IYYY"-W"IW') AS week
    FROM dated
    CROSS JOIN LATERAL (SELECT ({moment} AT TIME ZONE zone)::date - day OFFSET 0) aged (late)
    CROSS JOIN LATERAL (SELECT {rung_sql(search.rungs)} OFFSET 0) runged (rung)
    WHERE late - rung <= {search.missed} AND (begun IS NULL OR day + rung > begun)
)"""


def _unwritten_sql(rule: Rule) -> str:
    kinds = f"'{rule.kind}{DUE}', '{rule.kind}{LATE}'"
    found = "w.object_id = n.object_id AND w.occurrence = n.occurrence"
    return _no_letter_sql(
        f"w.object_kind = '{rule.object_kind}' AND w.kind IN ({kinds}) AND {found}"
    )


def _no_letter_sql(condition: str) -> str:
    """A look into the index for each row: `NOT EXISTS` would be a join with all letters ever written."""
    return f"(SELECT true FROM workflow_letter w WHERE {condition} LIMIT 1) IS NULL"


def _rows_sql(search: Search, columns: Sequence[str | Combinable]) -> str:
    rule = search.rule
    horizon = search.at.date() + AHEAD + timedelta(days=max(search.rungs.before, default=0))
    rows = rule.rows().filter(day__lte=horizon)
    if rule.through:
        own = rule.own_rows().filter(day__lte=horizon)
        rows = rows.extra(where=[_looked_up(rule, own)])  # noqa: S610 - queries of our own, bound
    return bound(
        rows.values_list(
            *columns,
            "day",
            rule.begun or Cast(Value(None), DateField()),
            rule.zone,
            F(rule.detail) if rule.detail else Value(""),
        )
    )


def _looked_up(rule: Rule, rows: QuerySet[Any]) -> str:
    """The subjects by their index. To join them, the planner would read their whole table.

    It is a condition on the table joined: the ORM would put one of its own on the row's column instead.
    """
    subjects = bound(rows.values_list(rule.through)).replace("%", "%%")
    return f'"{rule.subject._meta.db_table}"."id" = ANY (ARRAY({subjects}))'


def rung_sql(rungs: Rungs) -> str:
    """What `Rungs.on` says, of the column `late`."""
    before = " ".join(f"WHEN late >= -{days} THEN -{days}" for days in sorted(rungs.before))
    climbed = [f"CASE WHEN late >= {days} THEN {days} END" for days in rungs.climb.values()]
    every = f"late - late % {rungs.every}"
    after = f"greatest({', '.join([every, *climbed])})" if rungs.every else "0"
    return f"CASE WHEN late >= 0 THEN {after} {before} END"


def _rung_sql(rule: Rule, rungs: Rungs, level: int, role: Role) -> str:
    """Those who hear next: after their days, or at once where nobody is below them."""
    below = level - 1
    return f"""
told_{level} AS MATERIALIZED (
    SELECT {_RUNGED} FROM due d WHERE rung >= {rungs.climb[role]}
    OR EXISTS (SELECT FROM told_{below} b WHERE b.id = d.id)
        AND NOT EXISTS (SELECT FROM held_{below} b WHERE b.id = d.id)
),
held_{level} AS MATERIALIZED ({audience_sql([actor(role)], rule.subject, f"told_{level}")}),
"""


def _told_sql(rule: Rule) -> str:
    levels = [
        f"SELECT id, person_id, {level} AS level, '{LATE if level else DUE}' AS ending"
        f" FROM held_{level}"
        for level in range(len(rule.ladder) + 1)
    ]
    return " UNION ALL ".join(levels)


def _vacant_sql(rule: Rule) -> str:
    """`vacant`: each organization where a rung was reached and nobody stood on it, with the roles."""
    levels = [[actor.role for actor in rule.asked], *([role] for role in rule.ladder)]
    missing = " UNION ALL ".join(
        f"SELECT t.organization_id, t.path, t.week, unnest(ARRAY[{roles}]) AS role FROM told_{level} t"
        f" WHERE NOT EXISTS (SELECT FROM held_{level} h WHERE h.id = t.id)"
        for level, asked in enumerate(levels)
        if (roles := ", ".join(f"'{role}'" for role in dict.fromkeys(asked) if role != Role.ANYONE))
    )
    nobody = "SELECT NULL::uuid AS organization_id, '' AS path, '' AS week, '' AS role WHERE false"
    administrator = [actor(Role.ADMINISTRATOR)]
    return f"""
vacant AS MATERIALIZED (
    SELECT organization_id AS id, path, min(week) AS week, jsonb_agg(DISTINCT role) AS roles,
        NULL::uuid AS object_id, NULL AS state, NULL::uuid AS account_id, NULL AS receiving_path
    FROM ({missing or nobody}) m WHERE organization_id IS NOT NULL
    GROUP BY organization_id, path
),
vacant_told AS ({audience_sql(administrator, rule.subject, "vacant")})
"""


def _facts_sql(rule: Rule, *, title: str, more: str) -> str:
    task = connection.ops.compose_sql("%s", [rule.label])
    return f"""jsonb_build_object(
        'task', {task}, 'title_en', {title}_en, 'title_fr', {title}_fr, 'paragraph', '{rule.paragraph}',
        'step', '', 'state', '', 'by', '', 'reason', '', {more}
    )"""
