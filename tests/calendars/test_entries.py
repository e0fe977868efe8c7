from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.models import Person, RoleAssignment
from directive.readiness import READINESS
from directive.roles import Role
from practitioners.models import Authorization
from tests.calendars.feed_reader import FeedReader
from tests.factories import Department, create_delegation

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_due_item_is_an_all_day_event_with_a_link_to_its_step(
    nomination: Authorization, feed_reader: FeedReader
):
    event = feed_reader.event()
    assert (event.start, event.end) == (nomination.due_on, nomination.due_on + DAY)
    assert event["URL"].endswith(reverse("practitioner_advise", args=[nomination.pk]))
    assert event["URL"] in event["DESCRIPTION"]
    assert event["STATUS"] == "CONFIRMED"


def test_summary_of_an_event_names_no_person(nomination: Authorization, feed_reader: FeedReader):
    assert nomination.person.name not in feed_reader.event()["SUMMARY"]


def test_calendar_contains_only_steps_that_the_person_may_take(
    nomination: Authorization, department: Department
):
    assert FeedReader(department.person("other", Role.PA)).events()
    assert not FeedReader(department.person("outsider")).events()
    assert not FeedReader(department.person("auditor", Role.AUDITOR)).events()


def test_taken_step_puts_the_next_step_in_the_calendar_of_its_actor(
    nomination: Authorization, department: Department, pa: Person
):
    superior = FeedReader(department.superior)
    assert not superior.events()
    department.advise(nomination, by=pa)
    assert "authorize" in superior.event()["UID"]


def test_delegation_is_an_absence_of_one_and_a_duty_of_the_other(
    department: Department, pa: Person, feed_reader: FeedReader
):
    delegation = create_delegation(department, to=pa)
    (away,) = FeedReader(department.superior).events("absence")
    duty = feed_reader.event()
    assert away["UID"] == duty["UID"]
    assert (away.start, away.end) == (delegation.first_day, delegation.last_day + DAY)
    assert (away["SUMMARY"], duty["SUMMARY"]) == ("Away", "Acting for somebody")
    assert (away["X-MICROSOFT-CDO-BUSYSTATUS"], away["TRANSP"]) == ("OOF", "OPAQUE")
    assert pa.name in away["DESCRIPTION"]
    assert "Surgery" not in away["DESCRIPTION"]


def test_calendar_of_a_delegate_contains_due_items_of_the_delegator(
    nomination: Authorization, department: Department
):
    department.advise(nomination, by=department.person("adviser", Role.PA))
    acting = department.person("delegate")
    create_delegation(department, to=acting, first_day=timezone.localdate())
    uids = {event["UID"].split(".")[0] for event in FeedReader(acting).events()}
    assert uids == {"practitioner", "absence"}


def test_end_of_a_role_is_in_the_calendars_of_holder_and_administrator(
    department: Department, pa: Person, feed_reader: FeedReader
):
    last_day = timezone.localdate() + 20 * DAY
    RoleAssignment.objects.filter(person=pa).update(last_day=last_day)
    administrator = FeedReader(department.person("administrator", Role.ADMINISTRATOR))
    for event in (feed_reader.event(), administrator.event()):
        assert event.start == last_day
        assert "Public affairs staff" in event["SUMMARY"]


@pytest.mark.template_database("demo")
@pytest.mark.parametrize("who", ["practitioner", "superior", "ecomms", "daip", "l1"])
def test_every_link_of_a_calendar_opens_for_its_person(
    demo_data: dict[str, Person], client: Client, who: str
):
    client.force_login(demo_data[who])
    calendar = FeedReader(demo_data[who]).calendar()
    calendar.validate()
    for event in calendar.events:
        assert client.get(urlsplit(event["URL"]).path).status_code == 200, event["UID"]


@pytest.mark.template_database("demo")
def test_finding_names_its_readiness_row(demo_data: dict[str, Person]):
    findings = FeedReader(demo_data["superior"]).events("account.finding")
    rows = {finding["DESCRIPTION"].splitlines()[0] for finding in findings}
    assert rows
    assert rows <= {row.title for row in READINESS}


def test_calendar_of_a_french_reader_is_in_french(
    nomination: Authorization, department: Department
):
    Person.objects.filter(username="pa").update(language="fr")
    reader = FeedReader(Person.objects.get(username="pa"))
    event = reader.event()
    assert "Marine d’essai" in event["SUMMARY"]
    assert "/fr/practitioners/" in event["URL"]
    assert reader.calendar().calendar_name == "Registre des comptes"
    assert reader.response()["Content-Language"] == "fr"


def test_calendar_of_a_reader_without_a_language_is_in_both(nomination: Authorization, pa: Person):
    Person.objects.filter(pk=pa.pk).update(language="")
    summary = FeedReader(Person.objects.get(pk=pa.pk)).event()["SUMMARY"]
    assert "Navy of tests" in summary
    assert "Marine d’essai" in summary


def test_calendar_of_twenty_events_needs_as_many_queries_as_of_two(
    department: Department,
    nomination: Authorization,
    feed_reader: FeedReader,
    django_assert_max_num_queries,
):
    department.nominate(department.person("second"))
    with django_assert_max_num_queries(200) as few:
        assert len(feed_reader.events()) == 2
    for number in range(18):
        department.nominate(department.person(f"n{number}"))
    with django_assert_max_num_queries(len(few)):
        assert len(feed_reader.events()) == 20
