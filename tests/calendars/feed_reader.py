"""A calendar feed as a calendar program reads it: by its address, without signing in."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Event

from access.models import Person
from calendars.services import renew_feed


class FeedReader:
    def __init__(self, person: Person) -> None:
        self.url = reverse("calendar_feed", args=[renew_feed(by=person)])

    def response(self, **headers: str) -> HttpResponse:
        return Client().get(self.url, headers=headers)

    def calendar(self) -> Calendar:
        return Calendar.from_ical(self.response().content)

    def events(self, uid_prefix: str = "") -> list[Event]:
        return [event for event in self.calendar().events if event["UID"].startswith(uid_prefix)]

    def event(self) -> Event:
        (event,) = self.events()
        return event
