"""What letters speak of and whom they reach: read for a batch in as many queries as for one letter."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, QuerySet

from access.models import Delegation, Office, Organization
from access.seats import Standing
from access.standing import standings
from workflow.models import Followed, Letter

JUDGED_BY = {"organization", "receiving"}  # what policy looks at even where there may be none


@cache
def followed() -> dict[str, type[Followed]]:
    models = (model for model in apps.get_models() if issubclass(model, Followed))
    return {model.lifecycle.name: model for model in models}


@cache
def spoken_of() -> dict[str, type[Model]]:
    """And what the sweep speaks of besides."""
    besides = {model._meta.model_name: model for model in (Organization, Office, Delegation)}
    return followed() | besides


def what_is(kind: str, pk: UUID) -> Any:
    """What letters of this kind of object speak of; None where it is not there."""
    model = spoken_of().get(kind)
    return _rows(model).filter(pk=pk).first() if model else None


def subject_of(letter: Letter) -> Any:
    """What the letter is about; None where it is not there."""
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


def _subjects(letters: list[Letter]) -> dict[UUID, Model]:
    wanted: dict[str, set[UUID]] = {}
    for letter in letters:
        wanted.setdefault(letter.object_kind, set()).add(letter.object_id)
    return {
        row.pk: row
        for kind in wanted.keys() & spoken_of().keys()
        for row in _rows(spoken_of()[kind]).filter(pk__in=wanted[kind])
    }


@cache
def _rows(model: type[Model]) -> QuerySet[Model]:
    """With what titles and policy look at: the rows pointed to, and the people tied by many-to-many."""
    one = [
        field.name
        for field in model._meta.concrete_fields
        if field.many_to_one and (not field.null or field.name in JUDGED_BY)
    ]
    many = [field.name for field in model._meta.many_to_many if field.name in _tied(model)]
    return model._base_manager.select_related(*one).prefetch_related(*many)


def _tied(model: type[Model]) -> set[str]:
    return {column for columns in getattr(model, "ties", {}).values() for column in columns}
