"""The timeline of a request: what the log keeps beside its own columns is put into words here."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from access.models import Person
from audit.models import Event
from audit.timeline import Change, Entry, timeline
from requests_app.models import Request
from requests_app.words import words


def past(events: list[Event]) -> list[Entry]:
    names = _people(events)
    entries = timeline(events, Request)
    return [
        replace(entry, changes=[*entry.changes, *_beside(event, names)])
        for entry, event in zip(entries, events, strict=True)
    ]


def _beside(event: Event, names: dict[str, str]) -> list[Change]:
    labels = {
        "handles": _("Platform and handle"),
        "practitioners": _("Practitioners"),
        "attachments": _("Attachments"),
        "answers": _("Answers"),
    }
    return [
        (label, _said(name, event.before, names), _said(name, event.after, names))
        for name, label in labels.items()
        if event.after.get(name) or event.before.get(name)
    ]


def _said(name: str, values: dict[str, Any], names: dict[str, str]) -> str:
    value = values.get(name) or []
    if name == "practitioners":
        return ", ".join(names.get(pk, pk) for pk in value)
    return words("handles", value) if name == "handles" else "; ".join(value)


def _people(events: list[Event]) -> dict[str, str]:
    wanted = {
        pk
        for event in events
        for values in (event.before, event.after)
        for pk in values.get("practitioners") or ()
    }
    return {str(pk): person.name for pk, person in Person.objects.in_bulk(wanted).items()}
