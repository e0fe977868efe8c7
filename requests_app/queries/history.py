"""The timeline of a request, with the changes of its related rows."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from access.models import Person
from audit.history import Change, HistoryEntry, timeline
from audit.models import AuditEvent
from requests_app.formatting import format_handles
from requests_app.models import AccountRequest


def request_history(events: list[AuditEvent]) -> list[HistoryEntry]:
    names = _person_names(events)
    entries = timeline(events, AccountRequest)
    return [
        replace(entry, changes=[*entry.changes, *_extra_changes(event, names)])
        for entry, event in zip(entries, events, strict=True)
    ]


# `timeline` formats the columns of the model; these keys of the snapshot are no columns.
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
        return ", ".join(names.get(pk, pk) for pk in value)  # the log has ids, never names
    return format_handles(value) if name == "handles" else "; ".join(value)


def _person_names(events: list[AuditEvent]) -> dict[str, str]:
    ids = {
        pk
        for event in events
        for values in (event.before, event.after)
        for pk in values.get("practitioners") or ()
    }
    return {str(pk): person.name for pk, person in Person.objects.in_bulk(ids).items()}
