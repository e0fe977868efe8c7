"""What a letter says, in the language that is active."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directive.lifecycle import Step
from directive.roles import BY_ROLE
from directive.tables import LIFECYCLES
from reminders.followed import subject_of
from reminders.headline import address, subject_line
from reminders.kinds import DUE, NEXT, VACANT
from workflow.models import Letter


@dataclass(frozen=True, slots=True)
class Words:
    language: str
    subject: str
    title: str
    happened: str  # who did what
    asked: str  # what the reader is asked to do
    reason: str
    paragraph: str
    due_on: date | None
    url: str


def words(letter: Letter) -> Words:
    if letter.kind.endswith(VACANT):
        return _vacant(letter)
    if letter.kind.endswith(NEXT):
        label = _(_awaited(letter).label)
        return _words(letter, subject=label, asked=_("What to do: %(step)s.") % {"step": label})
    if letter.kind.endswith(DUE):
        return _due(letter)
    return _words(letter, subject=_(_step(letter).done))


def _due(letter: Letter) -> Words:
    label = _(_awaited(letter).label)
    return _words(
        letter,
        subject=_("Due: %(step)s") % {"step": label},
        happened="",
        asked=_("This waits for you: %(step)s.") % {"step": label},
    )


def _vacant(letter: Letter) -> Words:
    """An administrator reads no record: its title stays out, and the link leads to people."""
    row = subject_of(letter)
    awaited = _awaited(letter)
    roles = ", ".join(dict.fromkeys(_(BY_ROLE[actor.role].title) for actor in awaited.actors))
    return _words(
        letter,
        subject=_("Nobody can act: %(step)s") % {"step": _(awaited.label)},
        title=row.organization.name if row else "",
        happened=_("A step waits in this organization, and nobody there may take it."),
        asked=_("Appoint a person or a delegate for: %(roles)s.") % {"roles": roles},
        reason="",
        paragraph=awaited.paragraph,
        url=settings.SITE_URL + reverse("people"),
    )


def _words(letter: Letter, **given: str) -> Words:
    facts = letter.facts
    said = {
        "title": facts[f"title_{get_language()}"],
        "happened": _happened(letter),
        "asked": "",
        "reason": facts["reason"],
        "paragraph": facts["paragraph"],
        "url": settings.SITE_URL + address(letter),
    } | given
    due_on = date.fromisoformat(facts["due_on"]) if facts["due_on"] and said["asked"] else None
    said["subject"] = subject_line(letter, said["subject"], due_on)
    return Words(language=get_language(), due_on=due_on, **said)


def _happened(letter: Letter) -> str:
    done = _(_step(letter).done)
    if not letter.facts["by"]:
        return f"{done}."
    return _("%(done)s, by %(person)s.") % {"done": done, "person": letter.facts["by"]}


def _step(letter: Letter) -> Step:
    return LIFECYCLES[letter.object_kind].step(letter.facts["step"])


def _awaited(letter: Letter) -> Step:
    step = LIFECYCLES[letter.object_kind].awaited(letter.facts["state"])
    if step is None:
        raise LookupError(f"nothing is awaited in the state {letter.facts['state']}")
    return step
