"""The letters of one rule as one query: what is due, who is asked, and who hears after them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import DateField, F, Value
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
_DATED = "'due_on', d.day::text, 'rung', d.rung, 'detail', d.detail"
AHEAD = timedelta(days=1)  # somewhere it is tomorrow already


def letters_sql(rule: Rule, rungs: Rungs, *, at: datetime, missed: int) -> str:
    """A row for each letter, as `COLUMNS`. Days begin in the time zone of the row.

    Of the rungs of today and of the `missed` days before it, each row gets the last; a rung that has been
    written to anybody is not written again.
    """
    return f"""
WITH {seats_sql(at.astimezone().date())},
{_due_sql(rule, rungs, at, missed)},
asked AS MATERIALIZED ({audience_sql(rule.asked, rule.subject, "due")}),
told_0 AS (SELECT * FROM due), held_0 AS (SELECT * FROM asked),
{"".join(_rung_sql(rule, rungs, level, role) for level, role in enumerate(rule.ladder, 1))}
told AS (
    SELECT DISTINCT ON (id, person_id) id, person_id, ending
    FROM ({_told_sql(rule)}) t ORDER BY id, person_id, level
),
{_vacant_sql(rule)}
SELECT '{rule.kind}' || t.ending, '{rule.object_kind}', d.object_id, d.occurrence, t.person_id,
    {_facts_sql(rule, title="d.title", more=_DATED)}
FROM told t JOIN due d USING (id)
UNION ALL
SELECT '{rule.kind}{VACANT}', '{ORGANIZATION}', v.id, v.week, h.person_id,
    {_facts_sql(rule, title="o.name", more="'due_on', '', 'roles', v.roles")}
FROM vacant v JOIN vacant_told h USING (id) JOIN access_organization o USING (id)"""


def _due_sql(rule: Rule, rungs: Rungs, at: datetime, missed: int) -> str:
    """`due`: what has a rung in the days since the last sweep."""
    kinds = f"'{rule.kind}{DUE}', '{rule.kind}{LATE}'"
    moment = connection.ops.compose_sql("%s::timestamptz", [at])
    return f"""
dated (id, {JUDGED}, organization_id, day, begun, zone, detail, title_en, title_fr)
    AS ({_rows_sql(rule, rungs, at)}),
aged AS (SELECT *, ({moment} AT TIME ZONE zone)::date - day AS late FROM dated),
runged AS (SELECT *, {rung_sql(rungs)} AS rung FROM aged),
named AS (
    SELECT *, concat_ws(':', day || to_char(rung, 'FMSG999990'), nullif(detail, '')) AS occurrence,
        to_char(day + late, 'IYYY"-W"IW') AS week
    FROM runged
    WHERE late - rung <= {missed} AND (begun IS NULL OR day + rung > begun)
),
due AS MATERIALIZED (
    SELECT * FROM named n
    WHERE (
        SELECT w.id FROM workflow_letter w
        WHERE w.object_kind = '{rule.object_kind}' AND w.object_id = n.object_id
            AND w.kind IN ({kinds}) AND w.occurrence = n.occurrence LIMIT 1
    ) IS NULL
)"""


def _rows_sql(rule: Rule, rungs: Rungs, at: datetime) -> str:
    horizon = at.date() + AHEAD + timedelta(days=max(rungs.before, default=0))
    rows = rule.rows().filter(day__lte=horizon)
    return bound(
        rows.values_list(
            "pk",
            *judged(rule.subject, rule.through),
            rule.column("organization_id"),
            "day",
            rule.begun or Cast(Value(None), DateField()),
            F(rule.zone) if rule.zone else Value(settings.TIME_ZONE),
            F(rule.detail) if rule.detail else Value(""),
            *titles(rule),
        )
    )


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
    SELECT * FROM due d WHERE rung >= {rungs.climb[role]}
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
        f"SELECT t.organization_id, t.path, t.week, '{role}' AS role FROM told_{level} t"
        f" WHERE NOT EXISTS (SELECT FROM held_{level} h WHERE h.id = t.id)"
        for level, roles in enumerate(levels)
        for role in dict.fromkeys(roles)
        if role != Role.ANYONE
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
