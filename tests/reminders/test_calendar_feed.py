from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.models import Organization, Person, RoleAssignment
from access.services import people
from access.services.delegations import delegate, end
from access.services.roles import close_assignment
from calendars.entries import KEEP_ENTRIES
from calendars.models import PublishedEntry
from calendars.services import renew_feed, switch_off_feed
from directive.readiness import READINESS
from directive.roles import Role
from practitioners.models import Authorization
from tests.reminders.calendars import Reader
from tests.reminders.office import Department

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def row(department: Department, pa: Person) -> Authorization:
    return department.nominate()


@pytest.fixture
def reader(pa: Person) -> Reader:
    return Reader(pa)


def move(row: Authorization, day: date) -> None:
    Authorization.objects.filter(pk=row.pk).update(due_on=day)


def lend(department: Department, to: Person, **days: date):
    first, last = timezone.localdate() + DAY, timezone.localdate() + 9 * DAY
    given = {"first_day": first, "last_day": last, "reason": "Surgery."} | days
    return delegate(by=department.superior, to=to, organization=department.navy, **given)


# ---- what is in it


def test_what_is_due_is_a_whole_day_with_a_link_to_its_step(row: Authorization, reader: Reader):
    event = reader.event()
    assert (event.start, event.end) == (row.due_on, row.due_on + DAY)
    assert event["URL"].endswith(reverse("practitioner_advise", args=[row.pk]))
    assert event["URL"] in event["DESCRIPTION"]
    assert event["STATUS"] == "CONFIRMED"


def test_no_person_is_named_where_others_may_see_it(row: Authorization, reader: Reader):
    assert row.person.name not in reader.event()["SUMMARY"]


def test_only_what_the_person_may_act_on(row: Authorization, department: Department):
    assert Reader(department.person("other", Role.PA)).events()
    assert not Reader(department.person("outsider")).events()
    assert not Reader(department.person("auditor", Role.AUDITOR)).events()


def test_a_step_that_is_taken_leads_on_to_the_next_person(
    row: Authorization, department: Department, pa: Person
):
    superior = Reader(department.superior)
    assert not superior.events()
    department.advise(row, by=pa)
    assert "authorize" in superior.event()["UID"]


def test_who_is_away_and_who_stands_in(department: Department, pa: Person, reader: Reader):
    delegation = lend(department, to=pa)
    (away,) = Reader(department.superior).events("absence")
    standing_in = reader.event()
    assert away["UID"] == standing_in["UID"]
    assert (away.start, away.end) == (delegation.first_day, delegation.last_day + DAY)
    assert (away["SUMMARY"], standing_in["SUMMARY"]) == ("Away", "Acting for somebody")
    assert (away["X-MICROSOFT-CDO-BUSYSTATUS"], away["TRANSP"]) == ("OOF", "OPAQUE")
    assert pa.name in away["DESCRIPTION"]
    assert "Surgery" not in away["DESCRIPTION"]


def test_a_substitute_has_what_is_due_of_the_other(row: Authorization, department: Department):
    department.advise(row, by=department.person("adviser", Role.PA))
    substitute = department.person("substitute")
    lend(department, to=substitute, first_day=timezone.localdate())
    uids = {event["UID"].split(".")[0] for event in Reader(substitute).events()}
    assert uids == {"practitioner", "absence"}


def test_an_office_that_ends_is_due_of_its_holder_and_of_the_administrator(
    department: Department, pa: Person, reader: Reader
):
    last_day = timezone.localdate() + 20 * DAY
    RoleAssignment.objects.filter(person=pa).update(last_day=last_day)
    administrator = Reader(department.person("administrator", Role.ADMINISTRATOR))
    for event in (reader.event(), administrator.event()):
        assert event.start == last_day
        assert "Public affairs staff" in event["SUMMARY"]


@pytest.mark.parametrize("who", ["practitioner", "superior", "ecomms", "daip", "l1"])
def test_every_link_opens_to_whoever_has_it(demo_data: dict[str, Person], client: Client, who: str):
    client.force_login(demo_data[who])
    calendar = Reader(demo_data[who]).read()
    calendar.validate()
    for event in calendar.events:
        assert client.get(urlsplit(event["URL"]).path).status_code == 200, event["UID"]


def test_a_finding_says_which_row_no_longer_holds(demo_data: dict[str, Person]):
    findings = Reader(demo_data["superior"]).events("account.finding")
    said = {finding["DESCRIPTION"].splitlines()[0] for finding in findings}
    assert said
    assert said <= {row.title for row in READINESS}


# ---- what becomes of it


def test_a_moved_day_is_the_same_event_under_a_higher_number(row: Authorization, reader: Reader):
    before = reader.event()
    move(row, row.due_on + 3 * DAY)
    after = reader.event()
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.start == before.start + 3 * DAY


def test_reading_again_changes_nothing(row: Authorization, reader: Reader):
    assert reader.answer().content == reader.answer().content


def test_what_is_done_is_cancelled_without_its_words(
    row: Authorization, department: Department, pa: Person, reader: Reader
):
    before = reader.event()
    department.advise(row, by=department.person("other", Role.PA))
    after = reader.event()
    assert (after["UID"], after["STATUS"], after["SEQUENCE"]) == (before["UID"], "CANCELLED", 1)
    assert after["SUMMARY"] == "No longer asked of you"
    assert "DESCRIPTION" not in after


def test_what_is_cancelled_is_shown_for_a_time(
    row: Authorization, department: Department, reader: Reader
):
    reader.event()
    department.advise(row, by=department.person("other", Role.PA))
    reader.event()
    PublishedEntry.objects.update(cancelled_at=timezone.now() - KEEP_ENTRIES - DAY)
    assert not reader.events()


def test_what_comes_back_stands_again_under_a_higher_number(
    row: Authorization, pa: Person, reader: Reader
):
    reader.event()
    RoleAssignment.objects.filter(person=pa).update(ended_at=timezone.now())
    assert reader.event()["STATUS"] == "CANCELLED"
    RoleAssignment.objects.filter(person=pa).update(ended_at=None)
    event = reader.event()
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 2)


def test_an_office_that_is_taken_away_takes_its_events_at_once(
    row: Authorization, pa: Person, reader: Reader
):
    reader.event()
    close_assignment(RoleAssignment.objects.get(person=pa), by=None)
    event = reader.event()
    assert event["STATUS"] == "CANCELLED"
    assert not {"DESCRIPTION", "URL"} & event.keys()


def test_a_delegation_that_ends_is_cancelled(department: Department, pa: Person, reader: Reader):
    delegation = lend(department, to=pa)
    reader.event()
    end(delegation, by=department.superior)
    assert reader.event()["STATUS"] == "CANCELLED"


def test_what_is_long_past_is_left_out_and_not_cancelled(row: Authorization, reader: Reader):
    reader.event()
    move(row, timezone.localdate() - KEEP_ENTRIES - DAY)
    PublishedEntry.objects.update(last_day=timezone.localdate() - KEEP_ENTRIES - DAY)
    assert not reader.events()


# ---- more than it holds


@pytest.fixture
def three(department: Department, pa: Person, monkeypatch: pytest.MonkeyPatch):
    """Due one after the other; a calendar shows the first two."""
    monkeypatch.setattr("calendars.due_items.MAX_ITEMS_PER_RULE", 2)
    rows = [department.nominate(department.person(f"n{number}")) for number in range(3)]
    for days, row in enumerate(rows, 10):
        move(row, timezone.localdate() + days * DAY)
    return rows


def standing(reader: Reader) -> dict[str, str]:
    """By the key of what is to be done."""
    return {event["UID"].split(".")[2]: str(event["STATUS"]) for event in reader.events()}


def test_what_something_nearer_pushes_out_is_not_cancelled(
    three: list[Authorization], department: Department, reader: Reader
):
    first, second, _third = three
    assert standing(reader) == {str(first.pk): "CONFIRMED", str(second.pk): "CONFIRMED"}
    nearer = department.nominate()
    move(nearer, timezone.localdate() + 2 * DAY)
    assert standing(reader) == dict.fromkeys(
        [str(nearer.pk), str(first.pk), str(second.pk)], "CONFIRMED"
    )


def test_nor_is_what_is_put_off_past_the_others(three: list[Authorization], reader: Reader):
    reader.events()
    first = three[0]
    move(first, timezone.localdate() + 30 * DAY)
    assert standing(reader) == {str(row.pk): "CONFIRMED" for row in three}
    (event,) = reader.events(f"practitioner.advise.{first.pk}")
    assert event.start == timezone.localdate() + 30 * DAY


def test_what_is_done_is_cancelled_though_it_was_pushed_out(
    three: list[Authorization], department: Department, reader: Reader
):
    reader.events()
    second = three[1]
    nearer = department.nominate()
    move(nearer, timezone.localdate() + 2 * DAY)
    reader.events()
    department.advise(second, by=department.person("other", Role.PA))
    (event,) = reader.events(f"practitioner.advise.{second.pk}")
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


# ---- the file


def test_it_is_valid_by_the_library(row: Authorization, reader: Reader):
    calendar = reader.read()
    calendar.validate()
    assert not any(component.errors for component in calendar.walk())


def test_an_empty_calendar_is_valid_too(reader: Reader):
    reader.read().validate()
    assert not reader.events()


def test_its_lines_are_short_and_end_as_the_standard_says(
    department: Department, row: Authorization, reader: Reader
):
    Organization.objects.update(name_en="É" * 150, abbr_en="")
    body = reader.answer().content
    lines = body.split(b"\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert "É" * 150 in reader.event()["SUMMARY"]


def test_what_was_typed_begins_no_line_of_its_own(row: Authorization, reader: Reader):
    Organization.objects.update(name_en="A;b,c\r\nSTATUS:CANCELLED\\", abbr_en="")
    event = reader.event()
    assert event["STATUS"] == "CONFIRMED"
    assert "A;b,c" in event["SUMMARY"]


def test_each_event_has_what_the_standard_asks(row: Authorization, reader: Reader):
    event = reader.event()
    assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)
    assert event["UID"].endswith("@localhost")
    assert event["CLASS"] == "PRIVATE"
    assert b"DTSTART;VALUE=DATE:" in reader.answer().content


def test_it_says_what_programs_look_for(reader: Reader):
    body = reader.answer().content
    for line in (
        b"METHOD:PUBLISH",
        b"X-WR-CALNAME:Registry of accounts",
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        b"X-PUBLISHED-TTL:PT1H",
    ):
        assert b"\r\n" + line + b"\r\n" in body


def test_in_french(row: Authorization, department: Department):
    Person.objects.filter(username="pa").update(language="fr")
    reader = Reader(Person.objects.get(username="pa"))
    event = reader.event()
    assert "Marine d’essai" in event["SUMMARY"]
    assert "/fr/practitioners/" in event["URL"]
    assert reader.read().calendar_name == "Registre des comptes"
    assert reader.answer()["Content-Language"] == "fr"


def test_in_both_languages_while_it_is_not_known_which(row: Authorization, pa: Person):
    Person.objects.filter(pk=pa.pk).update(language="")
    summary = Reader(Person.objects.get(pk=pa.pk)).event()["SUMMARY"]
    assert "Navy of tests" in summary
    assert "Marine d’essai" in summary


# ---- who may read it


def test_an_unknown_address_answers_nothing(client, reader: Reader):
    assert client.get("/calendar/guess.ics").status_code == 404
    assert client.get("/calendar/.ics").status_code == 404


def test_who_has_left_has_no_calendar(department: Department, pa: Person, reader: Reader):
    administrator = department.person("administrator", Role.ADMINISTRATOR)
    people.deactivate(pa, by=administrator, reason="Left.")
    assert reader.answer().status_code == 404


def test_a_new_address_ends_the_old_one(pa: Person, reader: Reader):
    renew_feed(by=pa)
    assert reader.answer().status_code == 404


def test_switched_off_it_answers_nothing(pa: Person, reader: Reader):
    switch_off_feed(by=pa)
    assert reader.answer().status_code == 404


def test_it_is_kept_by_nobody_between_and_leads_nowhere(reader: Reader):
    answer = reader.answer()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_a_program_that_has_it_already_is_told_so(row: Authorization, reader: Reader):
    reader.answer()
    tag = reader.answer()["ETag"]
    assert reader.answer(**{"If-None-Match": tag}).status_code == 304


def test_it_is_only_read(client, reader: Reader):
    assert client.post(reader.url).status_code == 405


def test_as_many_queries_for_twenty_as_for_two(
    department: Department, row: Authorization, reader: Reader, django_assert_max_num_queries
):
    department.nominate(department.person("second"))
    with django_assert_max_num_queries(200) as few:
        assert len(reader.events()) == 2
    for number in range(18):
        department.nominate(department.person(f"n{number}"))
    with django_assert_max_num_queries(len(few)):
        assert len(reader.events()) == 20
