"""Audit events of one object as people read them: what was done, by whom, and which values changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import DateField, Field, Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from audit.models import AuditEvent
from directive.lifecycles import LIFECYCLES
from directive.roles import ROLES_BY_NAME, Role
from web.resolvers import resolve
from web.templatetags.dates import long_date

Change = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    created_at: datetime
    action: str
    actor: str
    acting_role: str
    acting_for: str
    reason: str
    paragraph: str
    changes: list[Change]


def timeline(
    events: Iterable[AuditEvent], model: type[Model], action_labels: Mapping[str, Any] | None = None
) -> list[HistoryEntry]:
    """`verbs` names what is no step of a lifecycle. Only fields named for people are shown."""
    events = list(events)
    shown = {
        field.attname: field
        for field in model._meta.concrete_fields
        if isinstance(field.verbose_name, Promise)
    }
    names = _names(events, shown) | _abbreviations(events)
    return [_entry(event, shown, names, action_labels or {}) for event in events]


def _entry(
    event: AuditEvent,
    shown: Mapping[str, Field],
    names: Mapping[str, str],
    action_labels: Mapping[str, Any],
) -> HistoryEntry:
    return HistoryEntry(
        created_at=event.created_at,
        action=_action_label(event, action_labels),
        actor=event.actor_name,
        acting_role=_role_label(event.acting_role, names),
        acting_for=event.acting_for_name,
        reason=event.reason,
        paragraph=event.paragraph,
        changes=[
            (
                str(shown[name].verbose_name),
                _display_value(event, shown[name], event.before.get(name), names),
                _display_value(event, shown[name], value, names),
            )
            for name, value in event.after.items()
            if name in shown and (value or event.before.get(name))
        ],
    )


def _action_label(event: AuditEvent, action_labels: Mapping[str, Any]) -> str:
    lifecycle = LIFECYCLES.get(event.object_type)
    name = event.action.partition(".")[2]
    if lifecycle is not None and name in lifecycle.by_step:
        return _(lifecycle.step(name).history_label)
    return str(action_labels.get(event.action, event.action))


def _role_label(label: str, names: Mapping[str, str]) -> str:
    role, _space, code = label.partition(" ")
    if role not in ROLES_BY_NAME:  # anyone signed in: no office
        return ""
    return f"{_(ROLES_BY_NAME[Role(role)].title)}, {names.get(code) or code.upper()}"


def _display_value(event: AuditEvent, field: Field, value: Any, names: Mapping[str, str]) -> str:
    if value in (None, "", [], {}):
        return ""
    if field.attname == "state" and event.object_type in LIFECYCLES:
        return _(LIFECYCLES[event.object_type].state(value).label)
    if field.choices and not isinstance(value, list):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, DateField):
        return long_date(date.fromisoformat(value[:10]))
    return names.get(str(value)) or _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _abbreviations(events: Iterable[AuditEvent]) -> dict[str, str]:
    """Of the organizations in which the actors acted, by code."""
    codes = {event.acting_role.partition(" ")[2] for event in events} - {""}
    return resolve("organization_abbreviations", codes) if codes else {}


def _names(events: Iterable[AuditEvent], shown: Mapping[str, Field]) -> dict[str, str]:
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


def history(object_type: str, object_id: object) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(object_type=object_type, object_id=str(object_id)).order_by(
        "seq"
    )
