"""The days of reminders, as an administrator sets them: audited, with their history."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client

from access.models import Person
from audit.models import AuditEvent
from directive.roles import Role
from practitioners.models import Authorization
from reminders.models import ReminderInterval
from reminders.rule import ReminderSchedule
from reminders.rules import DEFAULT_DAYS, RULES, RULES_BY_NAME
from reminders.schedule import current_schedules
from reminders.sql import milestone_sql
from tests.reminders.due_rows import bring_about

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 1)
SET = {"before": [3], "every": 5, "superior": 4, "l1": 9, "ecomms": 20}
TYPED = SET | {"rule": "account.listing", "before": "14,2"}


def test_the_days_of_the_table_hold_where_nothing_is_set() -> None:
    found = current_schedules()["request.advise"]
    assert (found.before, found.every) == ((30, 7, 1), 7)
    assert found.escalate_after == {Role.SUPERIOR: 7, Role.L1: 14, Role.ECOMMS: 28}


def test_a_row_for_one_kind_comes_before_the_row_for_all() -> None:
    ReminderInterval.objects.create(rule="", **SET)
    ReminderInterval.objects.create(rule="request.advise", **SET | {"every": 2})
    found = current_schedules()
    assert (found["request.advise"].every, found["request.submit"].every) == (2, 5)
    assert found["request.submit"].escalate_after[Role.SUPERIOR] == 4


def test_what_ends_is_not_reminded_of_afterwards_whatever_is_set() -> None:
    ReminderInterval.objects.create(rule="", **SET)
    assert current_schedules()["role_assignment.ending"].every == 0


def test_only_those_above_are_climbed_to() -> None:
    assert current_schedules()["account.register"].escalate_after == {}


@pytest.mark.parametrize(
    "given",
    [
        ReminderSchedule(),
        ReminderSchedule(before=(), every=3, escalate_after={}),
        ReminderSchedule(before=(2,), every=0),
        ReminderSchedule(every=10, escalate_after={Role.SUPERIOR: 4, Role.L1: 25}),
    ],
)
def test_the_statement_knows_the_same_rungs(given: ReminderSchedule) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT days_late, {milestone_sql(given)}"
            " FROM generate_series(-40, 40) days_late ORDER BY days_late"
        )
        assert dict(cursor.fetchall()) == {
            days_late: given.last_milestone(days_late) for days_late in range(-40, 41)
        }


def test_an_administrator_sets_them_and_sees_who_did(demo_users, client: Client) -> None:
    client.force_login(demo_users["administrator"])
    client.post("/en/reference/reminders/reminderinterval/add/", TYPED)
    row = ReminderInterval.objects.get()
    client.post(f"/en/reference/reminders/reminderinterval/{row.pk}/change/", TYPED | {"every": 9})
    assert current_schedules()["account.listing"].before == (14, 2)
    assert [
        event.action for event in AuditEvent.objects.filter(object_type="reminderinterval")
    ] == [
        "reminderinterval.add",
        "reminderinterval.correct",
    ]
    page = client.get(
        f"/en/reference/reminders/reminderinterval/{row.pk}/history/"
    ).content.decode()
    assert demo_users["administrator"].name in page
    assert "days between reminders after the day" in page


def test_a_new_row_starts_from_the_days_of_the_table(demo_users, client: Client) -> None:
    client.force_login(demo_users["administrator"])
    page = client.get("/en/reference/reminders/reminderinterval/add/").content.decode()
    assert 'value="30,7,1"' in page
    assert all(rule.name in page for rule in RULES)


def test_nobody_else_comes_near(demo_users, client: Client) -> None:
    client.force_login(demo_users["ecomms"])
    assert client.get("/en/reference/reminders/reminderinterval/").status_code in (302, 403)


def test_days_reach_from_the_first_rung_to_the_last() -> None:
    days = ReminderSchedule(before=(7, 1)).reminder_dates(
        date(2026, 12, 8), until=date(2026, 12, 23)
    )
    assert [day.day for day in days] == [1, 7, 8, 15, 22]


@pytest.mark.parametrize("kind", ["account.listing", "account.finding", "request.draft"])
def test_the_days_within_which_it_is_due_are_data(kind: str, demo_data: dict[str, Person]) -> None:
    bring_about(RULES_BY_NAME[kind], demo_data, DAY)
    row = RULES_BY_NAME[kind].rows().get(day=DAY)
    ReminderInterval.objects.create(rule=kind, within=DEFAULT_DAYS[kind] + 3, **SET)
    assert RULES_BY_NAME[kind].rows().get(pk=row.pk).day == DAY + timedelta(days=3)


def test_a_first_acknowledgement_is_due_within_the_days_that_are_set(
    demo_data: dict[str, Person],
) -> None:
    mine = Authorization.objects.filter(person=demo_data["practitioner"])
    mine.update(acknowledged_on=None, authorized_on=DAY)
    ReminderInterval.objects.create(rule="practitioner.security", within=2, **SET)
    row = RULES_BY_NAME["practitioner.security"].rows().get(pk=mine.get().pk)
    assert row.day == DAY + timedelta(days=2)


def test_what_has_its_day_elsewhere_takes_no_other(demo_users, client: Client) -> None:
    client.force_login(demo_users["administrator"])
    typed = TYPED | {"rule": "role_assignment.ending", "within": 4}
    page = client.post("/en/reference/reminders/reminderinterval/add/", typed).content.decode()
    assert "The day of this kind is set elsewhere: leave it empty." in page
    assert not ReminderInterval.objects.exists()
