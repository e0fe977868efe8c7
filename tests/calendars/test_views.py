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


def test_feed_address_is_shown_once(page: Client) -> None:
    url = address(page.post(RENEW).text)
    assert Client().get(url).status_code == 200
    assert url not in page.get(PAGE).text


def test_feed_address_is_not_stored(page: Client, person: Person) -> None:
    secret = address(page.post(RENEW).text).removeprefix("/calendar/").removesuffix(".ics")
    feed = CalendarFeed.objects.get(person=person)
    assert secret not in feed.fingerprint
    assert not any(secret in str(event.after) for event in AuditEvent.objects.all())


def test_switched_off_calendar_is_confirmed(page: Client, person: Person) -> None:
    renew_feed(by=person)
    response = page.post(OFF, follow=True)
    assert "Your calendar is switched off" in response.text
    assert "Make the address" in response.text


def test_renewal_and_switching_off_are_logged_once_each(page: Client, person: Person) -> None:
    page.post(RENEW)
    page.post(OFF)
    page.post(OFF)
    events = AuditEvent.objects.filter(object_id=str(person.pk)).order_by("seq")
    assert [event.action for event in events] == [
        "person.renew_calendar",
        "person.switch_off_calendar",
    ]


def test_calendar_of_another_person_is_not_changed(page: Client) -> None:
    other = Person.objects.create(username="other", name="Other", email="o@example.invalid")
    url = reverse("calendar_feed", args=[renew_feed(by=other)])
    page.post(OFF, {"person": str(other.pk)})
    page.post(RENEW, {"person": str(other.pk)})
    assert Client().get(url).status_code == 200


def test_preferences_link_to_the_calendar_page(page: Client) -> None:
    assert f'href="{PAGE}"' in page.get("/en/preferences/").text


def test_calendar_page_says_whether_the_feed_was_read(page: Client, person: Person) -> None:
    url = reverse("calendar_feed", args=[renew_feed(by=person)])
    assert "Not yet" in page.get(PAGE).text
    Client().get(url)
    assert "Not yet" not in page.get(PAGE).text


def test_calendar_page_is_available_in_french(page: Client) -> None:
    assert "Votre calendrier" in page.get("/fr/preferences/calendar/").text
