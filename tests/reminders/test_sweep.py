from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from access.delegation import delegate
from access.models import Office, Person
from directive.roles import Role
from practitioners.models import Authorization
from reminders.kinds import DUE, LATE, VACANT
from reminders.models import Sweep
from reminders.rules import BY_KIND
from reminders.sweep import noon, preview, sweep
from reminders.tasks import clock
from requests_app.models import Request
from tests.reminders.office import Department
from workflow.models import Holiday, Letter

DAY = timedelta(days=1)
RULE = "practitioner.advise"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_rule(monkeypatch) -> None:
    """The others have tests of their own; without them a sweep costs a thirtieth."""
    monkeypatch.setattr("reminders.sweep.RULES", (BY_KIND[RULE],))


@pytest.fixture
def row(department: Department, pa: Person) -> Authorization:
    """Long in office, and a nomination with weeks to go."""
    Office.objects.update(first_day=date(2026, 1, 1))
    row = department.nominate()
    return dated(row, timezone.localdate() + 40 * DAY)


def dated(row: Authorization, day: date, since: datetime | None = None) -> Authorization:
    since = since or row.state_since
    Authorization.objects.filter(pk=row.pk).update(due_on=day, state_since=since)
    return Authorization.objects.get(pk=row.pk)


def on(day: date) -> int:
    done = sweep(noon(day))
    assert done is not None
    return done.written


def swept(day: date) -> None:
    """Every day until then has had its sweep."""
    Sweep.objects.create(day=day, started_at=noon(day), took=timedelta(0), written=0)


def rungs(ending: str = DUE, **of: object) -> list[str]:
    letters = Letter.objects.filter(kind=RULE + ending, **of)
    return sorted(letter.occurrence[10:] for letter in letters)


def test_who_may_take_the_step_hears_of_it_on_the_day(row: Authorization, pa: Person) -> None:
    on(row.due_on)
    letter = Letter.objects.get(kind=RULE + DUE)
    assert (letter.recipient, letter.object_id) == (pa, row.pk)
    assert letter.occurrence == f"{row.due_on}+0"


def test_every_rung_from_a_month_before_until_weeks_after(row: Authorization, pa: Person) -> None:
    for days in range(-40, 22):
        on(row.due_on + days * DAY)
    assert rungs(recipient=pa) == ["+0", "+14", "+21", "+7", "-1", "-30", "-7"]


def test_nobody_but_those_who_may_take_the_step(row: Authorization, department, pa) -> None:
    Office.objects.create(
        person=department.nominee,
        role=Role.PA,
        organization=department.navy,
        first_day="2026-01-01",
    )
    on(row.due_on)
    assert [letter.recipient for letter in Letter.objects.filter(kind=RULE + DUE)] == [pa]


def test_a_second_sweep_of_the_day_writes_nothing(row: Authorization) -> None:
    assert on(row.due_on) == 1
    assert on(row.due_on) == 0


def test_what_another_wrote_meanwhile_is_not_written_twice(
    row: Authorization, department: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it looks to a sweep that began to search before the other was done."""
    assert on(row.due_on) == 1
    monkeypatch.setattr("reminders.statement._no_letter_sql", lambda condition: "true")
    department.person("late", Role.PA)
    assert on(row.due_on) == 1
    assert rungs() == ["+0", "+0"]


def test_letters_are_not_planned_where_nothing_is_due(
    row: Authorization, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(row.due_on)
    monkeypatch.setattr("reminders.sweep.letters_sql", lambda search: pytest.fail("planned"))
    assert on(row.due_on) == 0
    assert on(row.due_on + DAY) == 0


def test_who_comes_into_office_later_hears_from_the_next_rung_on(
    row: Authorization, department: Department
) -> None:
    on(row.due_on - DAY)
    late = department.person("late", Role.PA)
    assert on(row.due_on - DAY) == 0
    on(row.due_on)
    assert rungs(recipient=late) == ["+0"]


def test_days_without_a_sweep_are_made_up_once(row: Authorization) -> None:
    on(row.due_on - 8 * DAY)
    on(row.due_on + 3 * DAY)
    assert rungs() == ["+0"]
    on(row.due_on + 4 * DAY)
    assert rungs() == ["+0"]


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
    assert rungs(recipient=pa) == ["+0", "+0", "-1", "-7"]


@pytest.mark.parametrize("jumps", [[0, 1, 0, 1, 2], [0, 2, 1, 2, 3], [0, -1, 0, 1, 2]])
def test_a_clock_set_a_day_wrong_doubles_nothing(row: Authorization, jumps: list[int]) -> None:
    swept(row.due_on - 2 * DAY)
    for days in jumps:
        on(row.due_on - DAY + days * DAY)
    assert rungs() == ["+0", "-1"]


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
        written[day] = written.get(day, 0) + sweep(at).written
    assert written == {change - DAY: 1, change: 1, change + DAY: 0}


def test_a_holiday_moves_the_target_and_its_reminders(department: Department, pa: Person) -> None:
    row = department.nominate()
    Holiday.objects.create(day=row.due_on, name_en="Storm", name_fr="Tempête")
    clock()
    moved = Authorization.objects.get(pk=row.pk)
    assert moved.due_on > row.due_on
    on(moved.due_on)
    assert rungs(occurrence__startswith=f"{moved.due_on}") == ["+0"]


def test_the_substitute_gets_the_mail_of_whom_they_stand_in_for(
    row: Authorization, department: Department, pa: Person
) -> None:
    stand_in = department.person("stand-in")
    delegate(by=pa, to=stand_in, organization=department.navy, reason="Leave.", last_day=row.due_on)
    on(row.due_on)
    found = {letter.recipient for letter in Letter.objects.filter(kind=RULE + DUE)}
    assert found == {pa, stand_in}


# ---- up the chain


@pytest.fixture
def chain(department: Department) -> dict[str, Person]:
    people = {
        "superior": department.superior,
        "l1": department.person("l1", Role.L1),
        "ecomms": department.person("ecomms", Role.ECOMMS),
    }
    Office.objects.update(first_day=date(2026, 1, 1))
    return people


def test_each_of_those_above_hears_after_their_days(row: Authorization, chain) -> None:
    for days in range(30):
        on(row.due_on + days * DAY)
    assert rungs(LATE, recipient=chain["superior"]) == ["+14", "+21", "+28", "+7"]
    assert rungs(LATE, recipient=chain["l1"]) == ["+14", "+21", "+28"]
    assert rungs(LATE, recipient=chain["ecomms"]) == ["+28"]


def test_a_vacant_office_passes_to_the_next_above(row: Authorization, chain, pa: Person) -> None:
    Office.objects.filter(person__in=[pa, chain["superior"]]).update(ended_at=timezone.now())
    on(row.due_on)
    (letter,) = Letter.objects.filter(kind__startswith=RULE + ".")
    assert (letter.kind, letter.recipient) == (RULE + LATE, chain["l1"])


def test_a_vacancy_is_told_to_the_administrator_once_a_week(
    row: Authorization, department: Department, chain, pa: Person
) -> None:
    administrator = department.person("administrator", Role.ADMINISTRATOR)
    Office.objects.filter(person=administrator).update(first_day=date(2026, 1, 1))
    Office.objects.filter(person=pa).update(ended_at=timezone.now())
    other = department.nominate(department.person("other"))
    dated(other, row.due_on)
    on(row.due_on)
    letter = Letter.objects.get(kind=RULE + VACANT)
    assert (letter.recipient, letter.object_id) == (administrator, department.navy.pk)
    assert letter.facts["roles"] == ["pa"]


def test_one_person_gets_one_letter_whatever_they_are(row: Authorization, chain, pa) -> None:
    Office.objects.create(
        person=pa, role=Role.L1, organization=row.organization, first_day=date(2026, 1, 1)
    )
    on(row.due_on + 14 * DAY)
    assert [
        letter.kind for letter in Letter.objects.filter(recipient=pa, occurrence__endswith="+14")
    ] == [RULE + DUE]


# ---- what is kept of it


def test_a_sweep_is_recorded(row: Authorization) -> None:
    on(row.due_on)
    done = Sweep.objects.get()
    assert (done.day, done.written) == (row.due_on, 1)
    assert done.took > timedelta(0)


def test_a_dry_run_shows_what_would_go_and_writes_nothing(row: Authorization) -> None:
    before = Letter.objects.count()
    (line,) = preview(noon(row.due_on))
    assert line == (RULE + DUE, f"{row.due_on}+0", "The nominee, Navy of tests", "The pa")
    assert Letter.objects.count() == before
    assert not Sweep.objects.exists()


def test_the_page_of_a_request_says_what_it_was_reminded_of(told, client, monkeypatch):
    monkeypatch.setattr("reminders.sweep.RULES", (BY_KIND["request.recommend"],))
    request = Request.objects.filter(state="in_review").first()
    sweep(noon(request.due_on))
    client.force_login(told["ecomms"])
    page = client.get(request.get_absolute_url()).text
    assert "Reminder: Recommend" in page
