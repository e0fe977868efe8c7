"""Search that minds neither case, accents, nor the way apostrophes and dashes are written."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from web.language import collation_key

MAX_WORDS = 12  # further words are ignored: each one costs a condition
_BETWEEN_WORDS = ",;:!?…"


class SearchField(models.TextField):  # type: ignore[type-arg]  # an argument that Django has not at run time
    """The values of the columns `of` as one `collation_key`, written with each save and bulk_create."""

    def __init__(self, *args: Any, of: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"editable": False, "blank": True})
        self.of = tuple(of)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        values = (getattr(model_instance, name) for name in self.of)
        key = collation_key(" ".join(value for value in values if value))
        setattr(model_instance, self.attname, key)
        return key


def every_word(text: str, condition: Callable[[str], Q]) -> Q:
    """The conditions of all words of `text`."""
    rule = Q()
    for word in text.split()[:MAX_WORDS]:
        rule &= condition(word.strip(_BETWEEN_WORDS))
    return rule


def words_in(column: str, text: str) -> Q:
    """Every word of `text` is in the column, which holds a `collation_key`."""
    return every_word(text, lambda word: Q(**{f"{column}__contains": collation_key(word)}))
