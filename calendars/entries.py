"""The entries of a person's calendar: due items, absences, and the delegations they may exercise."""

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

KEEP_ENTRIES = timedelta(days=30)  # after an entry is over


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An all-day entry; `last_day` is included. `uid` is the same at each reading of the feed."""

    uid: str
    summary: str
    description: str
    url: str
    first_day: date
    last_day: date
    is_absence: bool = False

    @property
    def digest(self) -> str:
        """A hash of all that a calendar shows: another digest is another version of the entry."""
        return sha256(repr(astuple(self)).encode()).hexdigest()


def calendar_entries(person: Person) -> list[CalendarEntry]:
    """All entries that are not over since more than KEEP_ENTRIES, in the language of the person."""
    since = timezone.localdate() - KEEP_ENTRIES
    due = [
        _due_entry(item, person)
        for item in due_items(access_for(person), since, _published_names(person, since))
    ]
    delegations = [_delegation_entry(row, person) for row in delegations_involving(person, since)]
    return due + delegations


def _published_names(person: Person, since: date) -> list[str]:
    """The names of the items that were published in this calendar and are not cancelled."""
    rows = PublishedEntry.objects.filter(
        feed__person=person, cancelled_at__isnull=True, last_day__gte=since
    )
    return [uid.rpartition("@")[0] for uid in rows.values_list("uid", flat=True)]


def in_languages_of(person: Person, render: Callable[[], str], separator: str = " / ") -> str:
    """The result of `render` in the language of the person, or in both while it is not known."""
    parts = []
    for language in person.languages:
        with override(language):
            parts.append(render())
    return separator.join(parts)


def _due_entry(item: DueItem, person: Person) -> CalendarEntry:
    # Addresses have the language in their path.
    with override(person.languages[0]):
        url = item.url
    return CalendarEntry(
        uid=_uid(item.name),
        summary=in_languages_of(person, lambda: item.summary),
        description=in_languages_of(person, lambda: item.description, "\n\n"),
        url=url,
        first_day=item.day,
        last_day=item.day,
    )


def _delegation_entry(row: Delegation, person: Person) -> CalendarEntry:
    # The same delegation is an absence in one calendar and a task in the other.
    away = row.person_id == person.pk
    with override(person.languages[0]):
        url = settings.SITE_URL + reverse("delegations")
    return CalendarEntry(
        uid=_uid(f"absence.{row.pk}.{row.delegate_id}"),
        summary=in_languages_of(person, lambda: _("Away") if away else _("Acting for somebody")),
        description=in_languages_of(
            person, lambda: _delegation_description(row, is_absence=away), "\n\n"
        ),
        url=url,
        first_day=row.first_day,
        last_day=row.last_day,
        is_absence=away,
    )


def _delegation_description(row: Delegation, *, is_absence: bool) -> str:
    # The reason of a delegation may be private: a calendar is shared with colleagues.
    where = row.organization.name if row.organization else _("One account")
    if is_absence:
        return _("%(person)s is acting for you: %(where)s.") % {
            "person": row.delegate.name,
            "where": where,
        }
    return _("You are acting for %(person)s: %(where)s.") % {
        "person": row.person.name,
        "where": where,
    }


def _uid(name: str) -> str:
    return f"{name}@{settings.SITE.hostname}"
