"""The subject of a mail, and the one address in it: what to do, by when, and where the button is."""

from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.written import written_day
from directive.lifecycle import Lifecycle, Step
from directive.tables import LIFECYCLES
from reminders.followed import subject_of
from reminders.kinds import DUE, NEXT, ORGANIZATION, VACANT, rule_of
from workflow.models import Letter


def by_day(says: str, day: date) -> str:
    return _("%(step)s by %(day)s") % {"step": says, "day": written_day(day)}


def about(letter: Letter) -> str:
    """Others may see it on a screen or a telephone: no person is named in it."""
    french, row = get_language() == "fr", subject_of(letter)
    if letter.object_kind not in LIFECYCLES or row is None:
        return str(letter.facts.get("title_fr" if french else "title_en", ""))
    if letter.kind.endswith(VACANT):
        return row.organization.name
    return row.headlines[french]


def address(letter: Letter) -> str:
    """The page of the step that is asked for, or else of what the letter tells of."""
    name = letter.object_kind
    if letter.kind.endswith(VACANT) or name == ORGANIZATION:
        return reverse("people")
    if name not in LIFECYCLES:
        return _without_lifecycle(letter)
    step = _asked(letter, LIFECYCLES[name])
    return reverse(f"{name}_{step.name}" if step else name, args=[letter.object_id])


def one_line(text: str) -> str:
    """A title typed with a line break must not begin a header of its own."""
    return " ".join(text.split())


def _asked(letter: Letter, lifecycle: Lifecycle) -> Step | None:
    if letter.kind.endswith(NEXT):
        return lifecycle.awaited(letter.facts["state"])
    if letter.kind.endswith(DUE):
        return lifecycle.by_step.get(rule_of(letter.kind).partition(".")[2])
    return None


def _without_lifecycle(letter: Letter) -> str:
    if letter.object_kind == "delegation":
        return reverse("delegations")
    office = subject_of(letter)
    mine = office is not None and office.person_id == letter.recipient_id
    return reverse("desk" if mine else "people")
