"""Reminder schedules: the defaults, and those that an administrator sets."""

from datetime import date, timedelta

import pytest
from django.test import Client

from access.models import Person
from audit.models import AuditEvent
from directive.roles import Role
from practitioners.models import Authorization
from reminders.models import ReminderInterval
from reminders.rule import ReminderSchedule
from reminders.rules import DEFAULT_DAYS, RULES, RULES_BY_NAME
from reminders.schedule import current_schedules
from tests.reminders.due_rows import make_row_due

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 1)
INTERVAL = {"before": [3], "every": 5, "superior": 4, "l1": 9, "ecomms": 20}
TYPED = INTERVAL | {"rule": "account.listing", "before": "14,2"}


def test_default_schedule_applies_without_an_interval() -> None:
    schedule = current_schedules()["request.advise"]
    assert (schedule.before, schedule.every) == ((30, 7, 1), 7)
    assert schedule.escalate_after == {Role.SUPERIOR: 7, Role.L1: 14, Role.ECOMMS: 28}


def test_interval_of_one_rule_overrides_the_interval_of_all() -> None:
    ReminderInterval.objects.create(rule="", **INTERVAL)
    ReminderInterval.objects.create(rule="request.advise", **INTERVAL | {"every": 2})
    schedules = current_schedules()
    assert (schedules["request.advise"].every, schedules["request.submit"].every) == (2, 5)
    assert schedules["request.submit"].escalate_after[Role.SUPERIOR] == 4


def test_rule_of_an_end_date_is_never_repeated_after_it() -> None:
    ReminderInterval.objects.create(rule="", **INTERVAL)
    assert current_schedules()["role_assignment.ending"].every == 0


def test_rule_of_the_top_role_has_no_escalation() -> None:
    assert current_schedules()["account.register"].escalate_after == {}


@pytest.mark.template_database("users")
def test_administrator_sets_an_interval_and_sees_its_history(demo_users, client: Client) -> None:
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


@pytest.mark.template_database("users")
def test_new_interval_form_starts_from_the_defaults(demo_users, client: Client) -> None:
    client.force_login(demo_users["administrator"])
    page = client.get("/en/reference/reminders/reminderinterval/add/").content.decode()
    assert 'value="30,7,1"' in page
    assert all(rule.name in page for rule in RULES)


@pytest.mark.template_database("users")
def test_interval_pages_are_for_administrators_only(demo_users, client: Client) -> None:
    client.force_login(demo_users["ecomms"])
    assert client.get("/en/reference/reminders/reminderinterval/").status_code in (302, 403)


@pytest.mark.template_database("demo")
@pytest.mark.parametrize("name", ["account.listing", "account.finding", "request.draft"])
def test_days_within_which_a_row_is_due_come_from_the_interval(
    name: str, demo_data: dict[str, Person]
) -> None:
    make_row_due(RULES_BY_NAME[name], demo_data, DAY)
    row = RULES_BY_NAME[name].rows().get(day=DAY)
    ReminderInterval.objects.create(rule=name, within=DEFAULT_DAYS[name] + 3, **INTERVAL)
    assert RULES_BY_NAME[name].rows().get(pk=row.pk).day == DAY + timedelta(days=3)


@pytest.mark.template_database("demo")
def test_first_acknowledgement_is_due_within_the_days_of_the_interval(
    demo_data: dict[str, Person],
) -> None:
    authorizations = Authorization.objects.filter(person=demo_data["practitioner"])
    authorizations.update(acknowledged_on=None, deployed_acknowledged_on=None, authorized_on=DAY)
    ReminderInterval.objects.create(rule="practitioner.security", within=2, **INTERVAL)
    row = RULES_BY_NAME["practitioner.security"].rows().get(pk=authorizations.get().pk)
    assert row.day == DAY + timedelta(days=2)


@pytest.mark.template_database("users")
def test_days_of_a_rule_with_a_date_of_its_own_cannot_be_set(demo_users, client: Client) -> None:
    client.force_login(demo_users["administrator"])
    typed = TYPED | {"rule": "role_assignment.ending", "within": 4}
    page = client.post("/en/reference/reminders/reminderinterval/add/", typed).content.decode()
    assert "The day of this kind is set elsewhere: leave it empty." in page
    assert not ReminderInterval.objects.exists()


def test_milestones_are_reached_before_on_and_after_the_due_day():
    schedule = ReminderSchedule(before=(7, 1), escalate_after={})
    days = range(-8, 16)
    assert [day for day in days if schedule.last_milestone(day) == day] == [-7, -1, 0, 7, 14]
