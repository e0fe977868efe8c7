import re

import pytest
from django.test import Client
from django.urls import reverse

from access.models import Person
from audit.models import AuditEvent
from calendars.models import CalendarFeed
from calendars.services import renew_feed

pytestmark = pytest.mark.django_db
PAGE, RENEW, OFF = (f"/en/preferences/calendar/{end}" for end in ("", "renew/", "switch-off/"))


@pytest.fixture
def person(db: None) -> Person:
    return Person.objects.create(username="reader", name="Reader", email="r@example.invalid")


@pytest.fixture
def page(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def address(text: str) -> str:
    (found,) = re.findall(r"/calendar/[\w-]{43}\.ics", text)
    return found


def test_the_address_is_shown_once(page: Client) -> None:
    url = address(page.post(RENEW).text)
    assert Client().get(url).status_code == 200
    assert url not in page.get(PAGE).text


def test_the_address_is_not_kept(page: Client, person: Person) -> None:
    secret = address(page.post(RENEW).text).removeprefix("/calendar/").removesuffix(".ics")
    feed = CalendarFeed.objects.get(person=person)
    assert secret not in feed.fingerprint
    assert not any(secret in str(event.after) for event in AuditEvent.objects.all())


def test_switching_off_says_so(page: Client, person: Person) -> None:
    renew_feed(by=person)
    answer = page.post(OFF, follow=True)
    assert "Your calendar is switched off" in answer.text
    assert "Make the address" in answer.text


def test_both_are_logged(page: Client, person: Person) -> None:
    page.post(RENEW)
    page.post(OFF)
    page.post(OFF)
    verbs = AuditEvent.objects.filter(object_id=str(person.pk)).order_by("seq")
    assert [event.action for event in verbs] == [
        "person.renew_calendar",
        "person.switch_off_calendar",
    ]


def test_the_calendar_of_another_person_is_left_alone(page: Client) -> None:
    other = Person.objects.create(username="other", name="Other", email="o@example.invalid")
    url = reverse("calendar_feed", args=[renew_feed(by=other)])
    page.post(OFF, {"person": str(other.pk)})
    page.post(RENEW, {"person": str(other.pk)})
    assert Client().get(url).status_code == 200


def test_the_preferences_lead_to_it(page: Client) -> None:
    assert f'href="{PAGE}"' in page.get("/en/preferences/").text


def test_when_it_was_last_read(page: Client, person: Person) -> None:
    url = reverse("calendar_feed", args=[renew_feed(by=person)])
    assert "Not yet" in page.get(PAGE).text
    Client().get(url)
    assert "Not yet" not in page.get(PAGE).text


def test_it_speaks_french(page: Client) -> None:
    assert "Votre calendrier" in page.get("/fr/preferences/calendar/").text
