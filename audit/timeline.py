"""Events as people read them: what was done, by whom, and which values changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import DateField, Field, Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from audit.models import Event
from audit.written import written_day
from directive.roles import BY_ROLE, Role
from directive.tables import LIFECYCLES

Change = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    at: datetime
    what: str
    who: str
    office: str
    acting_for: str
    reason: str
    paragraph: str
    changes: list[Change]


def timeline(
    events: Iterable[Event], model: type[Model], verbs: Mapping[str, Any] | None = None
) -> list[Entry]:
    """`verbs` names what is no step of a lifecycle. Only fields named for people are shown."""
    events = list(events)
    shown = {
        field.attname: field
        for field in model._meta.concrete_fields
        if isinstance(field.verbose_name, Promise)
    }
    names = _names(events, shown) | _abbreviations(events)
    return [_entry(event, shown, names, verbs or {}) for event in events]


def _entry(
    event: Event, shown: Mapping[str, Field], names: Mapping[str, str], verbs: Mapping[str, Any]
) -> Entry:
    return Entry(
        at=event.at,
        what=_what(event, verbs),
        who=event.actor_name,
        office=_office(event.office, names),
        acting_for=event.acting_for_name,
        reason=event.reason,
        paragraph=event.paragraph,
        changes=[
            (
                str(shown[name].verbose_name),
                _value(event, shown[name], event.before.get(name), names),
                _value(event, shown[name], value, names),
            )
            for name, value in event.after.items()
            if name in shown and (value or event.before.get(name))
        ],
    )


def _what(event: Event, verbs: Mapping[str, Any]) -> str:
    lifecycle = LIFECYCLES.get(event.kind)
    name = event.verb.partition(".")[2]
    if lifecycle is not None and name in lifecycle.by_step:
        return _(lifecycle.step(name).done)
    return str(verbs.get(event.verb, event.verb))


def _office(label: str, names: Mapping[str, str]) -> str:
    role, _space, code = label.partition(" ")
    if role not in BY_ROLE:  # anyone signed in: no office
        return ""
    return f"{_(BY_ROLE[Role(role)].title)}, {names.get(code) or code.upper()}"


def _value(event: Event, field: Field, value: Any, names: Mapping[str, str]) -> str:
    if value in (None, "", [], {}):
        return ""
    if field.attname == "state" and event.kind in LIFECYCLES:
        return _(LIFECYCLES[event.kind].state(value).label)
    if field.choices and not isinstance(value, list):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, DateField):
        return written_day(date.fromisoformat(value[:10]))
    return names.get(str(value)) or _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _abbreviations(events: Iterable[Event]) -> dict[str, str]:
    """Of the organizations whose offices acted. Their table belongs to a package above this one."""
    organizations = apps.get_model("access", "Organization")._default_manager
    codes = {event.office.partition(" ")[2] for event in events} - {""}
    return {row.code: row.abbr for row in organizations.filter(code__in=codes)} if codes else {}


def _names(events: Iterable[Event], shown: Mapping[str, Field]) -> dict[str, str]:
    """What the identifiers in these events stand for, in one query for each table pointed at."""
    wanted: dict[type[Model], set[str]] = {}
    for event in events:
        for values in (event.before, event.after):
            for name, value in values.items():
                if value and name in shown and shown[name].related_model:
                    wanted.setdefault(shown[name].related_model, set()).add(value)
    return {
        str(pk): str(row)
        for model, pks in wanted.items()
        for pk, row in model._base_manager.in_bulk(pks).items()
    }
