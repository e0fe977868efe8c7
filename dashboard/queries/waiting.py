"""What waits for me, and what I wait for and who holds it."""

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from access.models import Person
from access.policy import visible_to
from access.seats import Standing
from desk.asks import Ask, asks
from desk.items import Days, Item, item
from desk.subjects import SUBJECTS, Subject
from directive.lifecycle import Actor, Step, Tie
from directive.roles import BY_ROLE
from workflow.models import Followed

LONGEST = 25  # rows of a list on the desk


def waiting_for(standing: Standing, days: Days) -> tuple[list[Item], bool]:
    """The most urgent rows, and whether there are more."""
    found: dict[object, tuple[Followed, Step]] = {}
    for ask in asks(timezone.localdate()):
        for row in ask.subject.listed(ask.rows(standing))[: LONGEST + 1]:
            found.setdefault(row.pk, (row, ask.step))
    pairs = sorted(found.values(), key=lambda pair: _urgency(pair[0]))
    items = [item(row, days, step=step) for row, step in pairs[:LONGEST]]
    return items, len(pairs) > LONGEST


def held_by_others(standing: Standing, days: Days) -> tuple[list[Item], bool]:
    mine = asks(timezone.localdate())
    rows = [row for subject in SUBJECTS for row in _held(standing, subject, mine)]
    rows.sort(key=_urgency)
    items = [item(row, days, holder=holder(row)) for row in rows[:LONGEST]]
    return items, len(rows) > LONGEST


def holder(row: Followed) -> str:
    """Who is asked to act: a person where the step is theirs alone, else the function."""
    step = row.lifecycle.awaited(row.state)
    names = [_holder(row, actor) for actor in step.actors] if step else []
    return ", ".join(dict.fromkeys(names))


def _held(standing: Standing, subject: Subject, mine: list[Ask]) -> list[Followed]:
    awaiting = [state.name for state in subject.lifecycle.states if state.awaits]
    asked_of_me = [ask.rows(standing).values("pk") for ask in mine if ask.subject is subject]
    rows = visible_to(standing, subject.model).filter(
        _concerns(subject, standing.person), state__in=awaiting
    )
    for asked in asked_of_me:
        rows = rows.exclude(pk__in=asked)
    return list(subject.listed(rows)[: LONGEST + 1])


def _concerns(subject: Subject, person: Person) -> Q:
    """Rows that this person asked for, or is named on."""
    ties = subject.model.ties
    columns = {subject.asker, *ties.get(Tie.OWN, ()), *ties.get(Tie.ASKED, ())}
    rows = subject.model._base_manager
    return reduce(
        or_, (Q(pk__in=rows.filter(**{column: person}).values("pk")) for column in sorted(columns))
    )


def _holder(row: Followed, actor: Actor) -> str:
    for tie in sorted(actor.ties):
        for column in row.ties.get(tie, ()):
            if not row._meta.get_field(column).many_to_many and (person := getattr(row, column)):
                return person.name
    return gettext(BY_ROLE[actor.role].title)


def _urgency(row: Followed) -> tuple[date, object, str]:
    return row.due_on or date.max, row.state_since, str(row.pk)
