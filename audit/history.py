"""The history of an object: its audit events, with labels and values in the reader's language."""

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

Change = tuple[str, str, str]  # label of the field, value before, value after


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
    """An entry for each event, in the order given. All events are of rows of `model`.

    `action_labels` names the actions that are no step of a lifecycle, by action ("role.assign").
    """
    events = list(events)
    # A translated verbose_name marks the fields that people know; the others are bookkeeping.
    fields = {
        field.attname: field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if isinstance(field.verbose_name, Promise)
    }
    names = _related_names(events, fields)
    # Of the organizations in `acting_role`, by code.
    if codes := {event.acting_role.partition(" ")[2] for event in events} - {""}:
        names |= resolve("organization_abbreviations", codes)
    return [_entry(event, fields, names, action_labels or {}) for event in events]


def _entry(
    event: AuditEvent,
    fields: "Mapping[str, Field[object, object]]",
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
                str(fields[name].verbose_name),
                _display_value(event, fields[name], event.before.get(name), names),
                _display_value(event, fields[name], value, names),
            )
            for name, value in event.after.items()
            # The first event of a row lists every field: those that were and are empty say nothing.
            if name in fields and (value or event.before.get(name))
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
    # `Role.ANYONE` needs no mention; an event written before a role was renamed has no title.
    if role not in ROLES_BY_NAME:
        return ""
    return f"{_(ROLES_BY_NAME[Role(role)].title)}, {names.get(code) or code.upper()}"


def _display_value(
    event: AuditEvent, field: "Field[object, object]", value: Any, names: Mapping[str, str]
) -> str:
    if value in (None, "", [], {}):
        return ""
    if field.attname == "state" and event.object_type in LIFECYCLES:
        return _(LIFECYCLES[event.object_type].state(value).label)
    if field.choices and not isinstance(value, list):
        # A value that is no longer among the choices is shown as it was stored.
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, DateField):
        return long_date(date.fromisoformat(value[:10]))  # of a DateTimeField the day alone
    if field.many_to_many:
        return ", ".join(names.get(pk, pk) for pk in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return names.get(str(value)) or str(value)


def _related_names(
    events: Iterable[AuditEvent], fields: "Mapping[str, Field[object, object]]"
) -> dict[str, str]:
    """Names of the rows that foreign keys in these events point to, by key; one query for each model."""
    keys: dict[type[Model], set[str]] = {}
    for event in events:
        for values in (event.before, event.after):
            for name, value in values.items():
                model = fields[name].related_model if name in fields else None
                if value and model is not None:
                    # A list, of a many-to-many field.
                    pks = value if isinstance(value, list) else [value]
                    keys.setdefault(model, set()).update(pks)
    return {
        str(pk): str(row)
        for model, pks in keys.items()
        for pk, row in model._base_manager.in_bulk(pks).items()
    }


def history(object_type: str, object_id: object) -> QuerySet[AuditEvent]:
    """The events of one object, the first one first."""
    return AuditEvent.objects.filter(object_type=object_type, object_id=str(object_id)).order_by(
        "seq"
    )
