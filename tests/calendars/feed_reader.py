"""A calendar read as a program reads it: by its address, without signing in."""

from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Event

from access.models import Person
from calendars.services import renew_feed


class Reader:
    def __init__(self, person: Person) -> None:
        self.url = reverse("calendar_feed", args=[renew_feed(by=person)])

    def answer(self, **headers: str):
        return Client().get(self.url, headers=headers)

    def read(self) -> Calendar:
        return Calendar.from_ical(self.answer().content)

    def events(self, of: str = "") -> list[Event]:
        return [event for event in self.read().events if event["UID"].startswith(of)]

    def event(self) -> Event:
        (event,) = self.events()
        return event
