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
def subscriber(db: None) -> Person:
    return Person.objects.create(username="reader", name="Reader", email="r@example.invalid")


@pytest.fixture
def subscriber_client(client: Client, subscriber: Person) -> Client:
    client.force_login(subscriber)
    return client


def address(text: str) -> str:
    (found,) = re.findall(r"/calendar/[\w-]{43}\.ics", text)
    return found


def test_feed_address_is_shown_once(subscriber_client: Client) -> None:
    url = address(subscriber_client.post(RENEW).text)
    assert Client().get(url).status_code == 200
    assert url not in subscriber_client.get(PAGE).text


def test_feed_address_is_not_stored(subscriber_client: Client, subscriber: Person) -> None:
    secret = (
        address(subscriber_client.post(RENEW).text).removeprefix("/calendar/").removesuffix(".ics")
    )
    feed = CalendarFeed.objects.get(person=subscriber)
    assert secret not in feed.fingerprint
    assert not any(secret in str(event.after) for event in AuditEvent.objects.all())


def test_switched_off_calendar_is_confirmed(subscriber_client: Client, subscriber: Person) -> None:
    renew_feed(by=subscriber)
    response = subscriber_client.post(OFF, follow=True)
    assert "Your calendar is switched off" in response.text
    assert "Make the address" in response.text


def test_renewal_and_switching_off_are_logged_once_each(
    subscriber_client: Client, subscriber: Person
) -> None:
    subscriber_client.post(RENEW)
    subscriber_client.post(OFF)
    subscriber_client.post(OFF)
    events = AuditEvent.objects.filter(object_id=str(subscriber.pk)).order_by("seq")
    assert [event.action for event in events] == [
        "person.renew_calendar",
        "person.switch_off_calendar",
    ]


def test_calendar_of_another_person_is_not_changed(subscriber_client: Client) -> None:
    other = Person.objects.create(username="other", name="Other", email="o@example.invalid")
    url = reverse("calendar_feed", args=[renew_feed(by=other)])
    subscriber_client.post(OFF, {"person": str(other.pk)})
    subscriber_client.post(RENEW, {"person": str(other.pk)})
    assert Client().get(url).status_code == 200


def test_preferences_link_to_the_calendar_page(subscriber_client: Client) -> None:
    assert f'href="{PAGE}"' in subscriber_client.get("/en/preferences/").text


def test_calendar_page_says_whether_the_feed_was_read(
    subscriber_client: Client, subscriber: Person
) -> None:
    url = reverse("calendar_feed", args=[renew_feed(by=subscriber)])
    assert "Not yet" in subscriber_client.get(PAGE).text
    Client().get(url)
    assert "Not yet" not in subscriber_client.get(PAGE).text


def test_calendar_page_is_available_in_french(subscriber_client: Client) -> None:
    assert "Votre calendrier" in subscriber_client.get("/fr/preferences/calendar/").text
