from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import Person, RoleAssignment
from access.services.delegations import delegate
from directive.roles import Role
from outbox.event_types import DUE, LATE, VACANT
from outbox.models import Notification
from practitioners.models import Authorization
from reminders.models import ReminderRun
from reminders.rules import RULES_BY_NAME
from reminders.run import noon, preview_reminders, send_reminders
from reminders.tasks import daily_steps
from requests_app.models import AccountRequest
from tests.factories import Department
from workflow.models import Holiday

DAY = timedelta(days=1)
RULE = "practitioner.advise"
# The other rules have tests of their own; with one a run takes a thirtieth of the time.
ONE_RULE = (RULES_BY_NAME[RULE],)
pytestmark = pytest.mark.django_db


@pytest.fixture
def row(department: Department, pa: Person) -> Authorization:
    """A nomination due in some weeks, with roles assigned long ago."""
    RoleAssignment.objects.update(first_day=date(2026, 1, 1))
    row = department.nominate()
    return set_due_date(row, timezone.localdate() + 40 * DAY)


def set_due_date(row: Authorization, day: date, since: datetime | None = None) -> Authorization:
    since = since or row.state_changed_at
    Authorization.objects.filter(pk=row.pk).update(due_on=day, state_changed_at=since)
    return Authorization.objects.get(pk=row.pk)


def run_on(day: date) -> int:
    run = send_reminders(noon(day), rules=ONE_RULE)
    assert run is not None
    return run.notifications


def record_run(day: date) -> None:
    """As if reminders had been sent on every day until then."""
    ReminderRun.objects.create(
        day=day, started_at=noon(day), duration=timedelta(0), notifications=0
    )


def milestones(ending: str = DUE, **filters: object) -> list[str]:
    notifications = Notification.objects.filter(event_type=RULE + ending, **filters)
    return sorted(notification.occurrence[10:] for notification in notifications)


def test_reminder_goes_to_those_who_may_take_the_step_on_its_due_date(
    row: Authorization, pa: Person
) -> None:
    run_on(row.due_on)
    notification = Notification.objects.get(event_type=RULE + DUE)
    assert (notification.recipient, notification.object_id) == (pa, row.pk)
    assert notification.occurrence == f"{row.due_on}+0"


def test_reminder_is_created_at_every_milestone(row: Authorization, pa: Person) -> None:
    for days in range(-40, 22):
        run_on(row.due_on + days * DAY)
    assert milestones(recipient=pa) == ["+0", "+14", "+21", "+7", "-1", "-30", "-7"]


def test_reminder_does_not_go_to_the_person_that_the_step_is_about(
    row: Authorization, department, pa
) -> None:
    RoleAssignment.objects.create(
        person=department.nominee,
        role=Role.PA,
        organization=department.navy,
        first_day="2026-01-01",
    )
    run_on(row.due_on)
    assert [
        notification.recipient
        for notification in Notification.objects.filter(event_type=RULE + DUE)
    ] == [pa]


def test_second_run_of_a_day_creates_nothing(row: Authorization) -> None:
    assert run_on(row.due_on) == 1
    assert run_on(row.due_on) == 0


def test_run_without_due_rows_does_not_search_for_recipients(row: Authorization) -> None:
    run_on(row.due_on)
    with CaptureQueriesContext(connection) as queries:
        assert run_on(row.due_on) == 0
        assert run_on(row.due_on + DAY) == 0
    assert not [query for query in queries if "INSERT INTO outbox_notification" in query["sql"]]


def test_person_assigned_later_is_reminded_from_the_next_milestone_on(
    row: Authorization, department: Department
) -> None:
    run_on(row.due_on - DAY)
    late = department.person("late", Role.PA)
    assert run_on(row.due_on - DAY) == 0
    run_on(row.due_on)
    assert milestones(recipient=late) == ["+0"]


def test_days_without_a_run_are_caught_up_once(row: Authorization) -> None:
    run_on(row.due_on - 8 * DAY)
    run_on(row.due_on + 3 * DAY)
    assert milestones() == ["+0"]
    run_on(row.due_on + 4 * DAY)
    assert milestones() == ["+0"]


def test_first_run_of_all_looks_back_a_week(row: Authorization) -> None:
    assert run_on(row.due_on + 6 * DAY) == 1


def test_step_that_has_just_begun_is_not_reminded_of(row: Authorization) -> None:
    set_due_date(row, timezone.localdate() + 7 * DAY)
    assert run_on(timezone.localdate()) == 0


def test_rescheduled_due_date_starts_its_reminders_again(row: Authorization, pa: Person) -> None:
    run_on(row.due_on)
    set_due_date(row, row.due_on + 20 * DAY)
    for days in range(21):
        run_on(row.due_on + days * DAY)
    assert milestones(recipient=pa) == ["+0", "+0", "-1", "-7"]


@pytest.mark.parametrize("jumps", [[0, 1, 0, 1, 2], [0, 2, 1, 2, 3], [0, -1, 0, 1, 2]])
def test_wrong_system_date_creates_no_duplicates(row: Authorization, jumps: list[int]) -> None:
    record_run(row.due_on - 2 * DAY)
    for days in jumps:
        run_on(row.due_on - DAY + days * DAY)
    assert milestones() == ["+0", "-1"]


@pytest.mark.parametrize("change", [date(2026, 3, 8), date(2026, 11, 1)])
def test_daylight_saving_change_creates_one_reminder_a_day(
    row: Authorization, change: date
) -> None:
    """Beat asks every hour of UTC: each reminder goes once, on its local day."""
    set_due_date(row, change, since=datetime(2026, 1, 1, tzinfo=UTC))
    record_run(change - 2 * DAY)
    moment = datetime(change.year, change.month, change.day, 5, tzinfo=UTC) - DAY
    created: dict[date, int] = {}
    for hours in range(60):
        at = moment + timedelta(hours=hours)
        day = timezone.localdate(at)
        created[day] = created.get(day, 0) + send_reminders(at, rules=ONE_RULE).notifications
    assert created == {change - DAY: 1, change: 1, change + DAY: 0}


def test_holiday_moves_the_due_date_and_its_reminders(department: Department, pa: Person) -> None:
    row = department.nominate()
    Holiday.objects.create(day=row.due_on, name_en="Storm", name_fr="Tempête")
    daily_steps()
    moved = Authorization.objects.get(pk=row.pk)
    assert moved.due_on > row.due_on
    run_on(moved.due_on)
    assert milestones(occurrence__startswith=f"{moved.due_on}") == ["+0"]


def test_delegate_gets_the_reminders_of_the_delegator(
    row: Authorization, department: Department, pa: Person
) -> None:
    delegated = department.person("delegate")
    delegate(
        by=pa, to=delegated, organization=department.navy, reason="Leave.", last_day=row.due_on
    )
    run_on(row.due_on)
    recipients = {
        notification.recipient
        for notification in Notification.objects.filter(event_type=RULE + DUE)
    }
    assert recipients == {pa, delegated}


# ---- escalation


@pytest.fixture
def chain(department: Department) -> dict[str, Person]:
    people = {
        "superior": department.superior,
        "l1": department.person("l1", Role.L1),
        "ecomms": department.person("ecomms", Role.ECOMMS),
    }
    RoleAssignment.objects.update(first_day=date(2026, 1, 1))
    return people


def test_each_role_of_the_chain_is_reminded_after_its_days(row: Authorization, chain) -> None:
    for days in range(30):
        run_on(row.due_on + days * DAY)
    assert milestones(LATE, recipient=chain["superior"]) == ["+14", "+21", "+28", "+7"]
    assert milestones(LATE, recipient=chain["l1"]) == ["+14", "+21", "+28"]
    assert milestones(LATE, recipient=chain["ecomms"]) == ["+28"]


def test_vacant_role_escalates_to_the_next_role_at_once(
    row: Authorization, chain, pa: Person
) -> None:
    RoleAssignment.objects.filter(person__in=[pa, chain["superior"]]).update(
        ended_at=timezone.now()
    )
    run_on(row.due_on)
    (notification,) = Notification.objects.filter(event_type__startswith=RULE + ".")
    assert (notification.event_type, notification.recipient) == (RULE + LATE, chain["l1"])


def test_vacancy_is_notified_to_the_administrator_once_for_all_rows(
    row: Authorization, department: Department, chain, pa: Person
) -> None:
    administrator = department.person("administrator", Role.ADMINISTRATOR)
    RoleAssignment.objects.filter(person=administrator).update(first_day=date(2026, 1, 1))
    RoleAssignment.objects.filter(person=pa).update(ended_at=timezone.now())
    other = department.nominate(department.person("other"))
    set_due_date(other, row.due_on)
    run_on(row.due_on)
    notification = Notification.objects.get(event_type=RULE + VACANT)
    assert (notification.recipient, notification.object_id) == (administrator, department.navy.pk)
    assert notification.context["roles"] == ["pa"]


def test_person_with_two_roles_gets_one_notification(row: Authorization, chain, pa) -> None:
    RoleAssignment.objects.create(
        person=pa, role=Role.L1, organization=row.organization, first_day=date(2026, 1, 1)
    )
    run_on(row.due_on + 14 * DAY)
    assert [
        notification.event_type
        for notification in Notification.objects.filter(recipient=pa, occurrence__endswith="+14")
    ] == [RULE + DUE]


# ---- records of runs


def test_reminder_run_is_recorded(row: Authorization) -> None:
    run_on(row.due_on)
    run = ReminderRun.objects.get()
    assert (run.day, run.notifications) == (row.due_on, 1)
    assert run.duration > timedelta(0)


def test_preview_lists_notifications_and_creates_none(row: Authorization) -> None:
    before = Notification.objects.count()
    (line,) = preview_reminders(noon(row.due_on), rules=ONE_RULE)
    assert line == (RULE + DUE, f"{row.due_on}+0", "The nominee, Navy of tests", "The pa")
    assert Notification.objects.count() == before
    assert not ReminderRun.objects.exists()


@pytest.mark.template_database("demo")
def test_request_page_shows_its_reminders(demo_data, client):
    request = AccountRequest.objects.filter(state="in_review").first()
    send_reminders(noon(request.due_on), rules=[RULES_BY_NAME["request.recommend"]])
    client.force_login(demo_data["ecomms"])
    page = client.get(request.get_absolute_url()).text
    assert "Reminder: Recommend" in page


def test_run_of_a_later_day_hides_no_day_before(department: Department, pa: Person) -> None:
    """The clock was two days ahead when it was recorded."""
    RoleAssignment.objects.update(first_day=date(2026, 1, 1))
    today = timezone.localdate()
    row = department.nominate()
    record_run(today)
    record_run(today - 2 * DAY)
    set_due_date(row, today - DAY, since=timezone.now() - 30 * DAY)
    run_on(today)
    assert Notification.objects.get(event_type=RULE + DUE).occurrence == f"{today - DAY}+0"
