"""Plain values of a form snapshot as text in the active language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from functools import cache
from typing import Any

from registry.models import Language
from requests_app.models import column
from web.language import localized
from web.templatetags.dates import long_date, long_time, sentence_list


def format_date(value: str) -> str:
    return long_date(date.fromisoformat(value))


def format_time(value: str) -> str:
    return long_time(time.fromisoformat(value))


def format_organization(names: Sequence[str]) -> str:
    """`names` in English and in French."""
    return localized(*names)


def format_handles(handles: Iterable[Mapping[str, str]]) -> str:
    return "; ".join(_format_handle(handle) for handle in handles)


def join_names(names: Iterable[str]) -> str:
    return ", ".join(names)


def choice_label(name: str, value: Any) -> str:
    """The labels of the value, or of each in a list, among the choices of the column; else the value."""
    choices = _choices(name)
    if isinstance(value, Sequence) and not isinstance(value, str):
        labels = [str(choices.get(item, item)) for item in value]
        return sentence_list(labels) if choices else ", ".join(labels)
    return str(choices.get(value, value))


# Labels are lazy, so one cached dictionary serves both languages.
@cache
def _choices(name: str) -> dict[Any, Any]:
    field = column(name)
    return dict(
        getattr(field, "base_field", field).choices or ()
    )  # of an array, those of its items


def _format_handle(handle: Mapping[str, str]) -> str:
    language = dict(Language.choices).get(handle["language"], "")
    # A draft may have the platform alone.
    text = handle["address"] or handle["handle"] or handle["platform"]
    return f"{text} ({language})" if text else ""
