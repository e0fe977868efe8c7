import pytest
from django.db import connection

from directive.roles import Role
from reminders.rule import ReminderSchedule
from reminders.rules import RULES
from reminders.sql import milestone_sql
from reminders.sql_labels import sql_labels
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
