"""Time zones that can be chosen: Canada from east to west, and where members are sent."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

DEPARTMENT = "America/Toronto"
TIME_ZONES = {
    "America/St_Johns": _("Newfoundland time"),
    "America/Halifax": _("Atlantic time"),
    DEPARTMENT: _("Eastern time"),
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
CHOICES = [(key, capfirst(name)) for key, name in TIME_ZONES.items()]
