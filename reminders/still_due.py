"""Whether letters of the sweep still tell of something due: asked once for each rule in a batch."""

from collections.abc import Iterable

from reminders.kinds import SWEPT, rule_of
from reminders.rule import Rule
from reminders.rules import BY_KIND
from workflow.models import Letter


def is_still_due(letter: Letter) -> bool:
    if not hasattr(letter, "due_now"):
        look([letter])
    return _what(letter) in letter.due_now


def look(letters: Iterable[Letter]) -> None:
    """Put beside each letter of the sweep what its rule finds due."""
    by_kind: dict[str, list[Letter]] = {}
    for letter in letters:
        if letter.kind.endswith(SWEPT):
            by_kind.setdefault(rule_of(letter.kind), []).append(letter)
    for kind, those in by_kind.items():
        due = _due(BY_KIND[kind], those) if kind in BY_KIND else set()
        for letter in those:
            letter.due_now = due


def _due(rule: Rule, letters: list[Letter]) -> set[tuple[str, ...]]:
    column = rule.column("pk")
    rows = rule.rows().filter(**{f"{column}__in": {letter.object_id for letter in letters}})
    columns = [column, "day", *([rule.detail] if rule.detail else [])]
    return {tuple(map(str, row)) for row in rows.values_list(*columns)}


def _what(letter: Letter) -> tuple[str, ...]:
    facts = letter.facts
    detail = [facts["detail"]] if facts["detail"] else []
    return str(letter.object_id), facts["due_on"], *detail
