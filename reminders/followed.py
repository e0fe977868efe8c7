"""What letters speak of and whom they reach: read for a batch in as many queries as for one letter."""

from collections.abc import Iterable
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from access.seats import Standing
from access.standing import standings
from workflow.models import Followed, Letter


@cache
def followed() -> dict[str, type[Followed]]:
    models = (model for model in apps.get_models() if issubclass(model, Followed))
    return {model.lifecycle.name: model for model in models}


def subject_of(letter: Letter) -> Followed | None:
    """What the letter is about; None for a letter about something without a lifecycle."""
    return _furnished(letter).subject


def standing_of_reader(letter: Letter) -> Standing:
    return _furnished(letter).standing


def furnish(letters: Iterable[Letter]) -> None:
    """Put beside each letter its subject and what its reader stands on at this moment."""
    letters = list(letters)
    standing = standings({letter.recipient for letter in letters})
    subjects = _subjects(letters)
    for letter in letters:
        letter.subject = subjects.get(letter.object_id)
        letter.standing = standing[letter.recipient_id]


def _furnished(letter: Letter) -> Letter:
    if not hasattr(letter, "subject"):
        furnish([letter])
    return letter


def _subjects(letters: list[Letter]) -> dict[UUID, Followed]:
    wanted: dict[str, set[UUID]] = {}
    for letter in letters:
        wanted.setdefault(letter.object_kind, set()).add(letter.object_id)
    return {
        row.pk: row
        for kind in wanted.keys() & followed().keys()
        for row in _rows(followed()[kind]).filter(pk__in=wanted[kind])
    }


@cache
def _rows(model: type[Followed]) -> QuerySet[Followed]:
    """With what titles and policy look at: the rows pointed to, and the people tied by many-to-many."""
    one = [
        field.name
        for field in model._meta.concrete_fields
        if field.many_to_one and (not field.null or field.name == "receiving")
    ]
    many = [field.name for field in model._meta.many_to_many if field.name in _tied(model)]
    return model._base_manager.select_related(*one).prefetch_related(*many)


def _tied(model: type[Followed]) -> set[str]:
    return {column for columns in model.ties.values() for column in columns}
