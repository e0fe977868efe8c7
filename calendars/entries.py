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

from access.delegation import absences
from access.models import Delegation, Person
from access.standing import standing_of
from reminders.agenda import Task, agenda
from reminders.published import Published

KEPT = timedelta(days=30)  # how long what is over stays in a calendar


@dataclass(frozen=True, slots=True)
class Entry:
    """Days from the first to the last, both included."""

    uid: str
    summary: str
    description: str
    url: str
    first_day: date
    last_day: date
    away: bool = False

    @property
    def digest(self) -> str:
        return sha256(repr(astuple(self)).encode()).hexdigest()


def entries(person: Person) -> list[Entry]:
    since = timezone.localdate() - KEPT
    due = [_due(task, person) for task in agenda(standing_of(person), since, _told(person, since))]
    lent = [_absence(row, to, person) for row, to in absences(person, since)]
    return due + lent


def _told(person: Person, since: date) -> list[str]:
    """The names of what the calendar of this person holds already."""
    rows = Published.objects.filter(
        feed__person=person, cancelled_at__isnull=True, last_day__gte=since
    )
    return [uid.rpartition("@")[0] for uid in rows.values_list("uid", flat=True)]


def said(person: Person, say: Callable[[], str], between: str = " / ") -> str:
    """In the language of the person, or in both while it is not known."""
    parts = []
    for language in person.languages:
        with override(language):
            parts.append(say())
    return between.join(parts)


def _due(task: Task, person: Person) -> Entry:
    with override(person.languages[0]):
        url = task.url
    return Entry(
        uid=_uid(task.name),
        summary=said(person, lambda: task.summary),
        description=said(person, lambda: task.description, "\n\n"),
        url=url,
        first_day=task.day,
        last_day=task.day,
    )


def _absence(row: Delegation, to: Person, person: Person) -> Entry:
    away = row.person_id == person.pk
    with override(person.languages[0]):
        url = settings.SITE_URL + reverse("delegations")
    return Entry(
        uid=_uid(f"absence.{row.pk}.{to.pk}"),
        summary=said(person, lambda: _("Away") if away else _("Standing in")),
        description=said(person, lambda: _absence_in_words(row, to, away=away), "\n\n"),
        url=url,
        first_day=row.first_day,
        last_day=row.last_day,
        away=away,
    )


def _absence_in_words(row: Delegation, to: Person, *, away: bool) -> str:
    """Why somebody is away is nobody's business here."""
    where = row.organization.name if row.organization else _("One account")
    if away:
        return _("%(person)s stands in for you: %(where)s.") % {"person": to.name, "where": where}
    return _("You stand in for %(person)s: %(where)s.") % {
        "person": row.person.name,
        "where": where,
    }


def _uid(name: str) -> str:
    return f"{name}@{settings.SITE.hostname}"
