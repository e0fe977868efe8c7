from datetime import UTC, date, datetime, timedelta

import pytest
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
from tests.department import Department
from workflow.models import Holiday

DAY = timedelta(days=1)
RULE = "practitioner.advise"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_rule(monkeypatch) -> None:
    """The others have tests of their own; without them a sweep costs a thirtieth."""
    monkeypatch.setattr("reminders.run.RULES", (RULES_BY_NAME[RULE],))


@pytest.fixture
def row(department: Department, pa: Person) -> Authorization:
    """Long in office, and a nomination with weeks to go."""
    RoleAssignment.objects.update(first_day=date(2026, 1, 1))
    row = department.nominate()
    return dated(row, timezone.localdate() + 40 * DAY)


def dated(row: Authorization, day: date, since: datetime | None = None) -> Authorization:
    since = since or row.state_changed_at
    Authorization.objects.filter(pk=row.pk).update(due_on=day, state_changed_at=since)
    return Authorization.objects.get(pk=row.pk)


def on(day: date) -> int:
    done = send_reminders(noon(day))
    assert done is not None
    return done.notifications


def swept(day: date) -> None:
    """Every day until then has had its sweep."""
    ReminderRun.objects.create(
        day=day, started_at=noon(day), duration=timedelta(0), notifications=0
    )


def schedule(ending: str = DUE, **of: object) -> list[str]:
    notifications = Notification.objects.filter(event_type=RULE + ending, **of)
    return sorted(notification.occurrence[10:] for notification in notifications)


def test_who_may_take_the_step_hears_of_it_on_the_day(row: Authorization, pa: Person) -> None:
    on(row.due_on)
    notification = Notification.objects.get(event_type=RULE + DUE)
    assert (notification.recipient, notification.object_id) == (pa, row.pk)
    assert notification.occurrence == f"{row.due_on}+0"


def test_every_rung_from_a_month_before_until_weeks_after(row: Authorization, pa: Person) -> None:
    for days in range(-40, 22):
        on(row.due_on + days * DAY)
    assert schedule(recipient=pa) == ["+0", "+14", "+21", "+7", "-1", "-30", "-7"]


def test_nobody_but_those_who_may_take_the_step(row: Authorization, department, pa) -> None:
    RoleAssignment.objects.create(
        person=department.nominee,
        role=Role.PA,
        organization=department.navy,
        first_day="2026-01-01",
    )
    on(row.due_on)
    assert [
        notification.recipient
        for notification in Notification.objects.filter(event_type=RULE + DUE)
    ] == [pa]


def test_a_second_sweep_of_the_day_writes_nothing(row: Authorization) -> None:
    assert on(row.due_on) == 1
    assert on(row.due_on) == 0


def test_what_another_wrote_meanwhile_is_not_written_twice(
    row: Authorization, department: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it looks to a sweep that began to search before the other was done."""
    assert on(row.due_on) == 1
    monkeypatch.setattr("reminders.sql._no_notification_sql", lambda condition: "true")
    department.person("late", Role.PA)
    assert on(row.due_on) == 1
    assert schedule() == ["+0", "+0"]


def test_letters_are_not_planned_where_nothing_is_due(
    row: Authorization, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(row.due_on)
    monkeypatch.setattr("reminders.run.notifications_sql", lambda search: pytest.fail("planned"))
    assert on(row.due_on) == 0
    assert on(row.due_on + DAY) == 0


def test_who_comes_into_office_later_hears_from_the_next_rung_on(
    row: Authorization, department: Department
) -> None:
    on(row.due_on - DAY)
    late = department.person("late", Role.PA)
    assert on(row.due_on - DAY) == 0
    on(row.due_on)
    assert schedule(recipient=late) == ["+0"]


def test_days_without_a_sweep_are_made_up_once(row: Authorization) -> None:
    on(row.due_on - 8 * DAY)
    on(row.due_on + 3 * DAY)
    assert schedule() == ["+0"]
    on(row.due_on + 4 * DAY)
    assert schedule() == ["+0"]


def test_the_first_sweep_of_all_looks_back_a_week(row: Authorization) -> None:
    assert on(row.due_on + 6 * DAY) == 1


def test_what_has_only_begun_is_not_reminded_of_at_once(row: Authorization) -> None:
    dated(row, timezone.localdate() + 7 * DAY)
    assert on(timezone.localdate()) == 0


def test_a_date_put_off_is_a_new_occasion(row: Authorization, pa: Person) -> None:
    on(row.due_on)
    dated(row, row.due_on + 20 * DAY)
    for days in range(21):
        on(row.due_on + days * DAY)
    assert schedule(recipient=pa) == ["+0", "+0", "-1", "-7"]


@pytest.mark.parametrize("jumps", [[0, 1, 0, 1, 2], [0, 2, 1, 2, 3], [0, -1, 0, 1, 2]])
def test_a_clock_set_a_day_wrong_doubles_nothing(row: Authorization, jumps: list[int]) -> None:
    swept(row.due_on - 2 * DAY)
    for days in jumps:
        on(row.due_on - DAY + days * DAY)
    assert schedule() == ["+0", "-1"]


@pytest.mark.parametrize("change", [date(2026, 3, 8), date(2026, 11, 1)])
def test_the_hour_that_is_skipped_or_comes_twice(row: Authorization, change: date) -> None:
    """Beat asks every hour, on the hour of the world: each reminder goes once, on its local day."""
    dated(row, change, since=datetime(2026, 1, 1, tzinfo=UTC))
    swept(change - 2 * DAY)
    moment = datetime(change.year, change.month, change.day, 5, tzinfo=UTC) - DAY
    written: dict[date, int] = {}
    for hours in range(60):
        at = moment + timedelta(hours=hours)
        day = timezone.localdate(at)
        written[day] = written.get(day, 0) + send_reminders(at).notifications
    assert written == {change - DAY: 1, change: 1, change + DAY: 0}


def test_a_holiday_moves_the_target_and_its_reminders(department: Department, pa: Person) -> None:
    row = department.nominate()
    Holiday.objects.create(day=row.due_on, name_en="Storm", name_fr="Tempête")
    daily_steps()
    moved = Authorization.objects.get(pk=row.pk)
    assert moved.due_on > row.due_on
    on(moved.due_on)
    assert schedule(occurrence__startswith=f"{moved.due_on}") == ["+0"]


def test_the_substitute_gets_the_mail_of_whom_they_stand_in_for(
    row: Authorization, department: Department, pa: Person
) -> None:
    stand_in = department.person("stand-in")
    delegate(by=pa, to=stand_in, organization=department.navy, reason="Leave.", last_day=row.due_on)
    on(row.due_on)
    found = {
        notification.recipient
        for notification in Notification.objects.filter(event_type=RULE + DUE)
    }
    assert found == {pa, stand_in}


# ---- up the chain


@pytest.fixture
def chain(department: Department) -> dict[str, Person]:
    people = {
        "superior": department.superior,
        "l1": department.person("l1", Role.L1),
        "ecomms": department.person("ecomms", Role.ECOMMS),
    }
    RoleAssignment.objects.update(first_day=date(2026, 1, 1))
    return people


def test_each_of_those_above_hears_after_their_days(row: Authorization, chain) -> None:
    for days in range(30):
        on(row.due_on + days * DAY)
    assert schedule(LATE, recipient=chain["superior"]) == ["+14", "+21", "+28", "+7"]
    assert schedule(LATE, recipient=chain["l1"]) == ["+14", "+21", "+28"]
    assert schedule(LATE, recipient=chain["ecomms"]) == ["+28"]


def test_a_vacant_office_passes_to_the_next_above(row: Authorization, chain, pa: Person) -> None:
    RoleAssignment.objects.filter(person__in=[pa, chain["superior"]]).update(
        ended_at=timezone.now()
    )
    on(row.due_on)
    (notification,) = Notification.objects.filter(event_type__startswith=RULE + ".")
    assert (notification.event_type, notification.recipient) == (RULE + LATE, chain["l1"])


def test_a_vacancy_is_told_to_the_administrator_once_a_week(
    row: Authorization, department: Department, chain, pa: Person
) -> None:
    administrator = department.person("administrator", Role.ADMINISTRATOR)
    RoleAssignment.objects.filter(person=administrator).update(first_day=date(2026, 1, 1))
    RoleAssignment.objects.filter(person=pa).update(ended_at=timezone.now())
    other = department.nominate(department.person("other"))
    dated(other, row.due_on)
    on(row.due_on)
    notification = Notification.objects.get(event_type=RULE + VACANT)
    assert (notification.recipient, notification.object_id) == (administrator, department.navy.pk)
    assert notification.context["roles"] == ["pa"]


def test_one_person_gets_one_letter_whatever_they_are(row: Authorization, chain, pa) -> None:
    RoleAssignment.objects.create(
        person=pa, role=Role.L1, organization=row.organization, first_day=date(2026, 1, 1)
    )
    on(row.due_on + 14 * DAY)
    assert [
        notification.event_type
        for notification in Notification.objects.filter(recipient=pa, occurrence__endswith="+14")
    ] == [RULE + DUE]


# ---- what is kept of it


def test_a_sweep_is_recorded(row: Authorization) -> None:
    on(row.due_on)
    done = ReminderRun.objects.get()
    assert (done.day, done.notifications) == (row.due_on, 1)
    assert done.duration > timedelta(0)


def test_a_dry_run_shows_what_would_go_and_writes_nothing(row: Authorization) -> None:
    before = Notification.objects.count()
    (line,) = preview_reminders(noon(row.due_on))
    assert line == (RULE + DUE, f"{row.due_on}+0", "The nominee, Navy of tests", "The pa")
    assert Notification.objects.count() == before
    assert not ReminderRun.objects.exists()


def test_the_page_of_a_request_says_what_it_was_reminded_of(demo_data, client, monkeypatch):
    monkeypatch.setattr("reminders.run.RULES", (RULES_BY_NAME["request.recommend"],))
    request = AccountRequest.objects.filter(state="in_review").first()
    send_reminders(noon(request.due_on))
    client.force_login(demo_data["ecomms"])
    page = client.get(request.get_absolute_url()).text
    assert "Reminder: Recommend" in page
