"""The plain values of a form, in the words of the reader."""

from collections.abc import Sequence
from datetime import date, time
from functools import cache
from typing import Any

from django.utils.translation import get_language, gettext

from access.time_zones import zone_name
from audit.written import written_day, written_list, written_time
from registry.terms import Language, Weekday
from requests_app.models import Request

_DATES = frozenset({"planned_end", "earlier_approval_on"})
_TIMES = frozenset({"monitoring_from", "monitoring_to"})
_ORGANIZATIONS = frozenset({"organization", "receiving"})


def words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if value in (None, "", []):
        return ""
    if name in _DATES:
        return written_day(date.fromisoformat(value))
    if name in _TIMES:
        return written_time(time.fromisoformat(value))
    if name in _ORGANIZATIONS:
        return value[1] if get_language() == "fr" else value[0]
    if name == "time_zone":
        return zone_name(value)
    if name == "handles":
        return "; ".join(_handle(handle) for handle in value)
    return _chosen(name, value)


def _chosen(name: str, value: Any) -> str:
    choices = _choices(name)
    if isinstance(value, Sequence) and not isinstance(value, str):
        said = [str(choices.get(item, item)) for item in value]
        return written_list(said) if choices else ", ".join(said)
    return str(choices.get(value, value))


@cache
def _choices(name: str) -> dict[Any, Any]:
    if name == "monitoring_days":
        return dict(Weekday.choices)
    if name in {"practitioners", "attachments"}:
        return {}
    field = Request._meta.get_field(name)
    return dict(getattr(field, "base_field", field).choices or ())


def _handle(handle: dict[str, str]) -> str:
    language = dict(Language.choices).get(handle["language"], "")
    where = handle["address"] or handle["handle"] or handle["platform"]
    return f"{where} ({language})" if where else ""
