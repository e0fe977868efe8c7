"""What a person's calendar holds: what is due of them, and when they are away or stand in for somebody."""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from access.delegation import delegations_involving
from access.models import Delegation, Person
from access.resolver import access_for
from calendars.due_items import DueItem, due_items
from calendars.models import PublishedEntry

KEEP_ENTRIES = timedelta(days=30)  # how long what is over stays in a calendar


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Days from the first to the last, both included."""

    uid: str
    summary: str
    description: str
    url: str
    first_day: date
    last_day: date
    is_absence: bool = False

    @property
    def digest(self) -> str:
        return sha256(repr(astuple(self)).encode()).hexdigest()


def calendar_entries(person: Person) -> list[CalendarEntry]:
    since = timezone.localdate() - KEEP_ENTRIES
    due = [
        _due_entry(task, person)
        for task in due_items(access_for(person), since, _published_names(person, since))
    ]
    lent = [_delegation_entry(row, to, person) for row, to in delegations_involving(person, since)]
    return due + lent


def _published_names(person: Person, since: date) -> list[str]:
    """The names of what the calendar of this person holds already."""
    rows = PublishedEntry.objects.filter(
        feed__person=person, cancelled_at__isnull=True, last_day__gte=since
    )
    return [uid.rpartition("@")[0] for uid in rows.values_list("uid", flat=True)]


def in_languages_of(person: Person, say: Callable[[], str], between: str = " / ") -> str:
    """In the language of the person, or in both while it is not known."""
    parts = []
    for language in person.languages:
        with override(language):
            parts.append(say())
    return between.join(parts)


def _due_entry(task: DueItem, person: Person) -> CalendarEntry:
    with override(person.languages[0]):
        url = task.url
    return CalendarEntry(
        uid=_uid(task.name),
        summary=in_languages_of(person, lambda: task.summary),
        description=in_languages_of(person, lambda: task.description, "\n\n"),
        url=url,
        first_day=task.day,
        last_day=task.day,
    )


def _delegation_entry(row: Delegation, to: Person, person: Person) -> CalendarEntry:
    away = row.person_id == person.pk
    with override(person.languages[0]):
        url = settings.SITE_URL + reverse("delegations")
    return CalendarEntry(
        uid=_uid(f"absence.{row.pk}.{to.pk}"),
        summary=in_languages_of(person, lambda: _("Away") if away else _("Acting for somebody")),
        description=in_languages_of(
            person, lambda: _delegation_description(row, to, is_absence=away), "\n\n"
        ),
        url=url,
        first_day=row.first_day,
        last_day=row.last_day,
        is_absence=away,
    )


def _delegation_description(row: Delegation, to: Person, *, is_absence: bool) -> str:
    """Why somebody is away is nobody's business here."""
    where = row.organization.name if row.organization else _("One account")
    if is_absence:
        return _("%(person)s is acting for you: %(where)s.") % {"person": to.name, "where": where}
    return _("You are acting for %(person)s: %(where)s.") % {
        "person": row.person.name,
        "where": where,
    }


def _uid(name: str) -> str:
    return f"{name}@{settings.SITE.hostname}"
