"""What letters are about, as the page that lists them names it, and the page it is found on."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from access.models import Delegation, Office, Organization, Person
from audit.written import written_day
from reminders.titles import ONE_ACCOUNT


class Place(NamedTuple):
    url: str
    label: str


def name(row: Any) -> str:
    if isinstance(row, Office):
        return f"{row.person} – {row.get_role_display()}, {row.organization}"
    if isinstance(row, Delegation):
        return _("%(person)s: %(what)s, until %(day)s") % {
            "person": row.person,
            "what": row.organization or _(ONE_ACCOUNT),
            "day": written_day(row.last_day),
        }
    return str(row)


def place(row: Any, reader: Person) -> Place:
    if isinstance(row, Delegation) and row.person_id == reader.pk:
        return Place(reverse("delegations"), _("Substitutes"))
    if isinstance(row, Office | Delegation):
        return Place(reverse("person", args=[row.person_id]), str(row.person))
    if isinstance(row, Organization):
        return Place(reverse("organization", args=[row.pk]), str(row))
    return Place(row.get_absolute_url(), str(row))
