"""Values of a form snapshot, formatted in the active language."""

from collections.abc import Sequence
from datetime import date, time
from functools import cache
from typing import Any

from django.utils.translation import gettext

from registry.models import Language, Weekday
from requests_app.models import AccountRequest
from web.language import localized
from web.templatetags.dates import long_date, long_time, sentence_list
from web.time_zones import zone_name

_DATES = frozenset({"planned_end", "earlier_approval_on"})
_TIMES = frozenset({"monitoring_from", "monitoring_to"})
_ORGANIZATIONS = frozenset({"organization", "receiving_organization"})


def format_value(name: str, value: Any) -> str:
    """`value` is plain JSON, as in `snapshots.snapshot_values`; `name` is its field."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if value in (None, "", []):
        return ""
    if name in _DATES:
        return long_date(date.fromisoformat(value))
    if name in _TIMES:
        return long_time(time.fromisoformat(value))
    if name in _ORGANIZATIONS:
        return localized(*value)  # a snapshot has both names
    if name == "time_zone":
        return zone_name(value)
    if name == "handles":
        return "; ".join(_format_handle(handle) for handle in value)
    return _choice_label(name, value)


def _choice_label(name: str, value: Any) -> str:
    choices = _choices(name)
    if isinstance(value, Sequence) and not isinstance(value, str):
        labels = [str(choices.get(item, item)) for item in value]
        return sentence_list(labels) if choices else ", ".join(labels)
    return str(choices.get(value, value))


# Labels are lazy, so one cached dictionary serves both languages.
@cache
def _choices(name: str) -> dict[Any, Any]:
    if name == "monitoring_days":
        return dict(Weekday.choices)
    if name in {"practitioners", "attachments"}:
        return {}
    field = AccountRequest._meta.get_field(name)
    return dict(getattr(field, "base_field", field).choices or ())


def _format_handle(handle: dict[str, str]) -> str:
    language = dict(Language.choices).get(handle["language"], "")
    # A draft may have the platform alone.
    text = handle["address"] or handle["handle"] or handle["platform"]
    return f"{text} ({language})" if text else ""
