"""The timeline of a request: what the log keeps beside its own columns is put into words here."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from access.models import Person
from audit.history import Change, HistoryEntry, timeline
from audit.models import AuditEvent
from requests_app.formatting import format_value
from requests_app.models import AccountRequest


def request_history(events: list[AuditEvent]) -> list[HistoryEntry]:
    names = _people(events)
    entries = timeline(events, AccountRequest)
    return [
        replace(entry, changes=[*entry.changes, *_extra_changes(event, names)])
        for entry, event in zip(entries, events, strict=True)
    ]


def _extra_changes(event: AuditEvent, names: dict[str, str]) -> list[Change]:
    labels = {
        "handles": _("Platform and handle"),
        "practitioners": _("Practitioners"),
        "attachments": _("Attachments"),
        "answers": _("Answers"),
    }
    return [
        (label, _display_value(name, event.before, names), _display_value(name, event.after, names))
        for name, label in labels.items()
        if event.after.get(name) or event.before.get(name)
    ]


def _display_value(name: str, values: dict[str, Any], names: dict[str, str]) -> str:
    value = values.get(name) or []
    if name == "practitioners":
        return ", ".join(names.get(pk, pk) for pk in value)
    return format_value("handles", value) if name == "handles" else "; ".join(value)


def _people(events: list[AuditEvent]) -> dict[str, str]:
    wanted = {
        pk
        for event in events
        for values in (event.before, event.after)
        for pk in values.get("practitioners") or ()
    }
    return {str(pk): person.name for pk, person in Person.objects.in_bulk(wanted).items()}
