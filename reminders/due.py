"""The letters of the day a step is due: found from dates in the database, each written once."""

from collections.abc import Iterator
from datetime import date, timedelta

from access.policy import audience
from reminders.followed import followed
from reminders.kinds import DUE
from workflow.models import Followed, Letter

CATCH_UP = timedelta(days=7)  # how long an outage may last without a letter being missed


def due_letters(day: date) -> list[Letter]:
    """The letters that have yet to be written on this day, unsaved."""
    letters = [
        letter
        for model in followed().values()
        for row in _due(model, day)
        for letter in _letters(row)
    ]
    written = _written(letters)
    return [letter for letter in letters if _key(letter) not in written]


def write_due(day: date) -> list[Letter]:
    """The unique key has the last word where two sweeps meet."""
    return Letter.objects.bulk_create(due_letters(day), ignore_conflicts=True)


def _due(model: type[Followed], day: date) -> Iterator[Followed]:
    awaiting = [state.name for state in model.lifecycle.states if state.awaits]
    rows = model._default_manager.filter(
        state__in=awaiting, due_on__gt=day - CATCH_UP, due_on__lte=day
    )
    return rows.select_related("organization").order_by("due_on", "pk").iterator()


def _letters(row: Followed) -> list[Letter]:
    step = row.lifecycle.awaited(row.state)
    title_en, title_fr = row.titles
    facts = {
        "title_en": title_en,
        "title_fr": title_fr,
        "step": step.name,
        "state": row.state,
        "by": "",
        "reason": "",
        "paragraph": step.paragraph,
        "due_on": row.due_on.isoformat(),
    }
    return [
        Letter(
            kind=row.lifecycle.name + DUE,
            object_kind=row.lifecycle.name,
            object_id=row.pk,
            occurrence=row.due_on.isoformat(),
            recipient=person,
            facts=facts,
        )
        for person in audience(step.actors, row)
    ]


def _written(letters: list[Letter]) -> set[tuple[object, ...]]:
    rows = Letter.objects.filter(
        object_id__in={letter.object_id for letter in letters}, kind__endswith=DUE
    )
    return {_key(letter) for letter in rows}


def _key(letter: Letter) -> tuple[object, ...]:
    return letter.object_id, letter.kind, letter.occurrence, letter.recipient_id
