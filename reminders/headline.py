"""The subject of a mail, and the one address in it: what to do, by when, and where the button is."""

from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.written import written_day
from reminders.followed import subject_of
from reminders.kinds import VACANT, asks
from workflow.models import Letter


def subject_line(letter: Letter, says: str, due_on: date | None) -> str:
    """Others may see it on a screen or a telephone: no person is named in it."""
    if due_on is not None:
        day = written_day(due_on)
        says = _("%(step)s by %(day)s") % {"step": says, "day": day}
    return _one_line(f"{says} – {_about(letter)}")


def address(letter: Letter) -> str:
    """The page of the step that is asked for, or else of what the letter tells of."""
    name, row = letter.object_kind, subject_of(letter)
    step = row.lifecycle.awaited(letter.facts["state"]) if row and asks(letter.kind) else None
    return reverse(f"{name}_{step.name}" if step else name, args=[letter.object_id])


def _about(letter: Letter) -> str:
    row = subject_of(letter)
    if row is None:
        return ""
    if letter.kind.endswith(VACANT):
        return row.organization.name
    english, french = row.headlines
    return french if get_language() == "fr" else english


def _one_line(text: str) -> str:
    """A title typed with a line break must not begin a header of its own."""
    return " ".join(text.split())
