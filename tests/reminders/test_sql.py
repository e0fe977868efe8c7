import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from access.models import Person, RoleAssignment
from directive.roles import Role
from reminders.rule import ReminderRule, ReminderSchedule
from reminders.rules import RULES
from reminders.run import noon, rule_runs
from reminders.sql import COLUMNS, RuleRun, milestone_sql, notifications_sql
from reminders.sql_labels import sql_labels
from tests.reminders.due_rows import make_row_due
from tests.reminders.plain_run import Found, plain_notifications
from workflow.models import workflow_models

pytestmark = pytest.mark.template_database("demo")


@pytest.mark.template_database("migrated")
@pytest.mark.parametrize(
    "schedule",
    [
        ReminderSchedule(),
        ReminderSchedule(before=(), every=3, escalate_after={}),
        ReminderSchedule(before=(2,), every=0),
        ReminderSchedule(every=10, escalate_after={Role.SUPERIOR: 4, Role.L1: 25}),
    ],
)
def test_milestone_sql_equals_the_milestones_of_the_schedule(schedule: ReminderSchedule) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT days_late, {milestone_sql(schedule)}"
            " FROM generate_series(-40, 40) days_late ORDER BY days_late"
        )
        assert dict(cursor.fetchall()) == {
            days_late: schedule.last_milestone(days_late) for days_late in range(-40, 41)
        }


@pytest.mark.parametrize("model", workflow_models().values(), ids=workflow_models())
def test_sql_labels_equal_the_labels_of_the_rows(demo_data, model):
    rule = next(rule for rule in RULES if rule.subject is model and not rule.through)
    rows = model._base_manager.annotate(**dict(zip(("en", "fr"), sql_labels(rule), strict=True)))
    assert rows
    for row in rows:
        assert (row.en, row.fr) == row.labels


def found_by_sql(rule_run: RuleRun) -> set[Found]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM ({notifications_sql(rule_run)}) found ({COLUMNS})")
        rows = cursor.fetchall()
    return {(*row[:5], tuple(sorted(json.loads(row[5]).get("roles", ())))) for row in rows}


def leave_roles_vacant(demo_data: dict[str, Person]) -> None:
    """Nobody advises in the navy, and nobody stands above in the army."""
    RoleAssignment.objects.filter(person=demo_data["pa"]).update(ended_at=timezone.now())
    RoleAssignment.objects.filter(person=demo_data["superior2"]).update(ended_at=timezone.now())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_notifications_of_each_rule_equal_those_of_plain_loops(demo_data, rule):
    """While all roles are held, and then with some vacant; up to the last level of the escalation."""
    day = timezone.localdate() + timedelta(days=60)
    make_row_due(rule, demo_data, day)
    # A role or delegation that ends is reminded of until it has ended.
    held, vacant = ((-7, 14), (0, 28)) if rule.schedule.every else ((-7,), (0,))
    assert all(equal_notifications(rule, day + timedelta(days=late)) for late in held)
    leave_roles_vacant(demo_data)
    found = [equal_notifications(rule, day + timedelta(days=late)) for late in vacant]
    assert all(found) or rule.model is RoleAssignment  # the very one that has ended


def equal_notifications(rule: ReminderRule, day: date) -> set[Found]:
    (rule_run,) = rule_runs(noon(day), [rule])
    found = found_by_sql(rule_run)
    assert found == plain_notifications(rule_run)
    return found
