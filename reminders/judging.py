"""A batch of letters judged as it leaves, with one reading of subjects and standings."""

from collections.abc import Iterable

from reminders.followed import furnish
from reminders.groups import DIGEST
from reminders.outbox import withhold
from reminders.relevance import why_not
from reminders.still_due import look
from reminders.trouble import UNWRITABLE, put_off
from workflow.models import Letter


def needed(letters: Iterable[Letter]) -> list[Letter]:
    """Those that still concern their readers; the others are withheld, and say why."""
    letters = list(letters)
    furnish(letters)
    look(letters)
    judged: dict[str, list[Letter]] = {}
    for letter in letters:
        try:
            reason = "" if letter.kind == DIGEST else why_not(letter)
        except UNWRITABLE as problem:
            put_off(letter, problem, served=True)
        else:
            judged.setdefault(reason, []).append(letter)
    concerning = judged.pop("", [])
    for reason, others in judged.items():
        withhold(others, reason)
    return concerning
