"""The time zones to choose from: Canada from east to west, then where members are deployed."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

DEPARTMENT_ZONE = "America/Toronto"
TIME_ZONES = {
    "America/St_Johns": _("Newfoundland time"),
    "America/Halifax": _("Atlantic time"),
    DEPARTMENT_ZONE: _("Eastern time"),
    "America/Iqaluit": _("Eastern time, Nunavut"),
    "America/Winnipeg": _("Central time"),
    "America/Regina": _("Central time, Saskatchewan"),
    "America/Edmonton": _("Mountain time"),
    "America/Yellowknife": _("Mountain time, Northwest Territories"),
    "America/Vancouver": _("Pacific time"),
    "America/Whitehorse": _("Yukon time"),
    "UTC": _("Coordinated Universal Time"),
    "Europe/London": _("London time"),
    "Europe/Brussels": _("Brussels time"),
    "Europe/Rome": _("Rome time"),
    "Europe/Riga": _("Riga time"),
    "Europe/Warsaw": _("Warsaw time"),
    "Europe/Kyiv": _("Kyiv time"),
    "Asia/Jerusalem": _("Jerusalem time"),
    "Asia/Kuwait": _("Kuwait time"),
    "Asia/Tokyo": _("Tokyo time"),
}
TIME_ZONE_CHOICES = [(key, capfirst(name)) for key, name in TIME_ZONES.items()]


def zone_name(key: str) -> str:
    """The name of the time zone in the reader's language; of one not in the list, its key."""
    return str(capfirst(TIME_ZONES[key])) if key in TIME_ZONES else key


def choices_with(current: str) -> list[tuple[str, Any]]:
    """The choices, and `current` where it is not among them: a form must not change what nobody touched."""
    if current in {"", *TIME_ZONES}:
        return [*TIME_ZONE_CHOICES]
    return [*TIME_ZONE_CHOICES, (current, current)]
