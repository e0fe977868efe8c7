"""The timeline of a request, with the changes of its related rows."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from audit.history import Change, HistoryEntry, timeline
from audit.models import AuditEvent
from requests_app.formatting import format_handles
from requests_app.models import AccountRequest


def request_history(events: list[AuditEvent]) -> list[HistoryEntry]:
    return [
        replace(entry, changes=[*entry.changes, *_extra_changes(event)])
        for entry, event in zip(timeline(events, AccountRequest), events, strict=True)
    ]


# `timeline` formats the fields of the model; these keys of the snapshot are of other tables.
def _extra_changes(event: AuditEvent) -> list[Change]:
    labels = {
        "handles": _("Platform and handle"),
        "attachments": _("Attachments"),
        "answers": _("Answers"),
    }
    return [
        (label, _display_value(name, event.before), _display_value(name, event.after))
        for name, label in labels.items()
        if event.after.get(name) or event.before.get(name)
    ]


def _display_value(name: str, values: dict[str, Any]) -> str:
    value = values.get(name) or []
    return format_handles(value) if name == "handles" else "; ".join(value)
