"""The notifications of one rule as one query: what is due, who acts on it, to whom it is escalated.

An example: by the rule `practitioner.advise`, public affairs staff (Ana) advise on a nomination. They are told
30, 7 and 1 days before its day, on it, and every 7 days after; the superior (Bo) too from the 7th day late on.
On 2026-12-15, a day after the last run, these rows of `practitioners_authorization` are waiting for advice:

    row    due_on      state_changed_at  milestone
    one    2026-12-15  2026-11-01        +0, today
    two    2026-12-08  2026-11-01        +7, today
    three  2026-12-12  2026-11-01        +0, three days ago: before the last run
    four   2026-12-22  2026-12-15        -7, today, but Ana has been told of the nomination today

`notifications_sql` gives a row, and the delivery an e-mail, for each of:

    event_type                object  occurrence    recipient
    practitioner.advise.due   one     2026-12-15+0  Ana
    practitioner.advise.due   two     2026-12-08+7  Ana
    practitioner.advise.late  two     2026-12-08+7  Bo

Had nobody the role of Ana, Bo would be told of both rows at once, and the administrator (Cy) of the vacancy:

    practitioner.advise.late    one   2026-12-15+0  Bo
    practitioner.advise.late    two   2026-12-08+7  Bo
    practitioner.advise.vacant  Navy  2026-W51      Cy

`tests/reminders/plain_run.py` finds the same by loops, and a test compares the two for every rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import DateField, F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from access.sql import POLICY_COLUMNS, audience_sql, effective_roles_sql, policy_columns
from directive.lifecycles.grammar import actor
from directive.roles import Role
from outbox.event_types import DUE, LATE, ORGANIZATION, VACANT
from reminders.rule import ReminderRule, ReminderSchedule
from reminders.sql_labels import sql_labels
from web.sql import bind_sql, compile_queryset

COLUMNS = "event_type, object_type, object_id, occurrence, recipient_id, context"
_REMINDER_CONTEXT = "'due_on', n.day::text, 'milestone', n.milestone, 'detail', n.detail"
# Of `due`, all but the long columns.
_DUE_COLUMNS = f"id, {POLICY_COLUMNS}, organization_id, milestone, week"
MAX_ZONE_OFFSET = timedelta(days=1)  # somewhere it is tomorrow already


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRun:
    """One rule at one moment, under the schedule then in force."""

    rule: ReminderRule
    schedule: ReminderSchedule
    at: datetime
    days_since_last_run: int


def any_due_sql(rule_run: RuleRun) -> str:
    """One row, true if `notifications_sql` would find anything due; it stops at the first row found.

    `due` is materialized so that it is planned for all rows: a plan for the first row alone reads the
    whole table in the hope of meeting one early.
    """
    rule = rule_run.rule
    return f"""
WITH {_dated_sql(rule_run, "object_id", [rule.column("pk")])},
due AS MATERIALIZED (SELECT n.object_id FROM named n WHERE {_not_notified_sql(rule)})
SELECT EXISTS (SELECT FROM due)"""


def notifications_sql(rule_run: RuleRun) -> str:
    """A row for each notification, as `COLUMNS`. Days begin in the time zone of the row.

    Of the milestones of today and of the days since the last run, each row gets the latest; a milestone
    that anybody was notified of is not written again.
    """
    rule, schedule = rule_run.rule, rule_run.schedule
    vacancy = (
        f"w.object_type = '{ORGANIZATION}' AND w.object_id = v.id"
        f" AND w.event_type = '{rule.name}{VACANT}' AND w.occurrence = v.week"
    )
    return f"""
WITH {effective_roles_sql(rule_run.at.astimezone().date())},
{_due_sql(rule_run)},
asked AS MATERIALIZED ({audience_sql(rule.actors, rule.subject, "due")}),
level_0 AS NOT MATERIALIZED (SELECT {_DUE_COLUMNS} FROM due),
audience_0 AS NOT MATERIALIZED (SELECT * FROM asked),
{"".join(_escalation_sql(rule, schedule, level, role) for level, role in enumerate(rule.escalation_chain, 1))}
recipients AS (
    SELECT DISTINCT ON (id, person_id) id, person_id, ending
    FROM ({_recipients_sql(rule)}) t ORDER BY id, person_id, level
),
{_vacant_sql(rule)}
SELECT '{rule.name}' || t.ending, '{rule.object_type}', d.object_id, d.occurrence, t.person_id, d.context
FROM recipients t JOIN due d USING (id)
UNION ALL
SELECT '{rule.name}{VACANT}', '{ORGANIZATION}', v.id, v.week, h.person_id,
    {_context_sql(rule, label="o.name", more="'due_on', '', 'roles', v.roles")}
FROM vacant v JOIN vacant_recipients h USING (id) JOIN access_organization o USING (id)
WHERE {_no_notification_sql(f"{vacancy} AND w.recipient_id = h.person_id")}"""


def _due_sql(rule_run: RuleRun) -> str:
    """`due`: what has a milestone in the days since the last run, with the context of its notifications."""
    rule = rule_run.rule
    columns: list[str | Combinable] = [
        "pk",
        *policy_columns(rule.subject, rule.through),
        rule.column("organization_id"),
        *sql_labels(rule),
    ]
    return f"""
{_dated_sql(rule_run, f"id, {POLICY_COLUMNS}, organization_id, label_en, label_fr", columns)},
due AS MATERIALIZED (
    SELECT {_DUE_COLUMNS}, occurrence, {_context_sql(rule, label="n.label", more=_REMINDER_CONTEXT)} AS context
    FROM named n WHERE {_not_notified_sql(rule)}
)"""


def _dated_sql(rule_run: RuleRun, names: str, columns: Sequence[str | Combinable]) -> str:
    """`named`: what has a milestone in those days, notified or not, with these columns.

    `OFFSET 0` keeps the planner from writing an expression out wherever its column is read: a row would
    then ask for the day in its time zone some fifty times.
    """
    moment = bind_sql("%s::timestamptz", [rule_run.at])
    return f"""
dated ({names}, day, since, zone, detail) AS ({_rows_sql(rule_run, columns)}),
named AS (
    SELECT *, concat_ws(':', day || to_char(milestone, 'FMSG999990'), nullif(detail, '')) AS occurrence,
        to_char(day + days_late, 'IYYY"-W"IW') AS week
    FROM dated
    CROSS JOIN LATERAL (SELECT ({moment} AT TIME ZONE zone)::date - day OFFSET 0) aged (days_late)
    CROSS JOIN LATERAL (SELECT {milestone_sql(rule_run.schedule)} OFFSET 0) reached (milestone)
    WHERE days_late - milestone <= {rule_run.days_since_last_run} AND (since IS NULL OR day + milestone > since)
)"""


def _not_notified_sql(rule: ReminderRule) -> str:
    event_types = f"'{rule.name}{DUE}', '{rule.name}{LATE}'"
    found = "w.object_id = n.object_id AND w.occurrence = n.occurrence"
    return _no_notification_sql(
        f"w.object_type = '{rule.object_type}' AND w.event_type IN ({event_types}) AND {found}"
    )


def _no_notification_sql(condition: str) -> str:
    """A look into the index for each row: `NOT EXISTS` would be a join with all notifications ever written."""
    return f"(SELECT true FROM outbox_notification w WHERE {condition} LIMIT 1) IS NULL"


def _rows_sql(rule_run: RuleRun, columns: Sequence[str | Combinable]) -> str:
    rule = rule_run.rule
    horizon = (
        rule_run.at.date()
        + MAX_ZONE_OFFSET
        + timedelta(days=max(rule_run.schedule.before, default=0))
    )
    rows = rule.rows().filter(day__lte=horizon)
    if rule.through:
        # The subjects by their index: to join them, the planner would read their whole table. It is a condition
        # on the table joined: the ORM would put one of its own on the row's column instead.
        own = rule.own_rows().filter(day__lte=horizon)
        subjects = compile_queryset(own.values_list(rule.through)).replace("%", "%%")
        table = rule.subject._meta.db_table
        rows = rows.extra(where=[f'"{table}"."id" = ANY (ARRAY({subjects}))'])  # noqa: S610 - queries of our own, bound
    return compile_queryset(
        rows.values_list(
            *columns,
            "day",
            rule.since or Cast(Value(None), DateField()),
            rule.zone,
            F(rule.detail) if rule.detail else Value(""),
        )
    )


def milestone_sql(schedule: ReminderSchedule) -> str:
    """`ReminderSchedule.last_milestone` of the column `days_late`."""
    before = " ".join(f"WHEN days_late >= -{days} THEN -{days}" for days in sorted(schedule.before))
    escalated = [
        f"CASE WHEN days_late >= {days} THEN {days} END"
        for days in schedule.escalate_after.values()
    ]
    every = f"days_late - days_late % {schedule.every}"
    after = f"greatest({', '.join([every, *escalated])})" if schedule.every else "0"
    return f"CASE WHEN days_late >= 0 THEN {after} {before} END"


def _escalation_sql(rule: ReminderRule, schedule: ReminderSchedule, level: int, role: Role) -> str:
    """`level_N` and `audience_N`: what is escalated to this role, and to whom.

    That is after the days of its schedule, or at once where the level below has nobody.
    """
    below = level - 1
    return f"""
level_{level} AS MATERIALIZED (
    SELECT {_DUE_COLUMNS} FROM due d WHERE milestone >= {schedule.escalate_after[role]}
    OR EXISTS (SELECT FROM level_{below} b WHERE b.id = d.id)
        AND NOT EXISTS (SELECT FROM audience_{below} b WHERE b.id = d.id)
),
audience_{level} AS MATERIALIZED ({audience_sql([actor(role)], rule.subject, f"level_{level}")}),
"""


def _recipients_sql(rule: ReminderRule) -> str:
    levels = [
        f"SELECT id, person_id, {level} AS level, '{LATE if level else DUE}' AS ending"
        f" FROM audience_{level}"
        for level in range(len(rule.escalation_chain) + 1)
    ]
    return " UNION ALL ".join(levels)


def _vacant_sql(rule: ReminderRule) -> str:
    """`vacant`: each organization where a level was reached and nobody holds its roles, with those roles."""
    levels = [[actor.role for actor in rule.actors], *([role] for role in rule.escalation_chain)]
    missing = " UNION ALL ".join(
        f"SELECT t.organization_id, t.path, t.week, unnest(ARRAY[{roles}]) AS role FROM level_{level} t"
        f" WHERE NOT EXISTS (SELECT FROM audience_{level} h WHERE h.id = t.id)"
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
vacant_recipients AS ({audience_sql(administrator, rule.subject, "vacant")})
"""


def _context_sql(rule: ReminderRule, *, label: str, more: str) -> str:
    task = bind_sql("%s", [rule.label])
    return f"""jsonb_build_object(
        'task', {task}, 'label_en', {label}_en, 'label_fr', {label}_fr, 'paragraph', '{rule.paragraph}',
        'step', '', 'state', '', 'by', '', 'reason', '', {more}
    )"""
