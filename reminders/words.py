"""What a letter says, in the language that is active."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.written import written_day
from directive.lifecycle import Step
from directive.readiness import BY_CODE
from directive.roles import BY_ROLE, Role
from directive.tables import LIFECYCLES
from reminders.followed import subject_of
from reminders.headline import about, address, by_day, one_line
from reminders.kinds import LATE, NEXT, ORGANIZATION, SWEPT, VACANT, rule_of
from reminders.rule import Rule
from reminders.rules import BY_KIND
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
    if letter.kind.endswith(SWEPT):
        return _swept(letter, BY_KIND[rule_of(letter.kind)])
    if letter.object_kind == ORGANIZATION:
        return _unheld(letter, BY_KIND[rule_of(letter.kind)])
    if letter.kind.endswith(VACANT):
        return _vacant(letter)
    if letter.kind.endswith(NEXT):
        label = _(_awaited(letter).label)
        return _words(letter, subject=label, asked=_("What to do: %(step)s.") % {"step": label})
    return _words(letter, subject=_(_step(letter).done))


def _swept(letter: Letter, rule: Rule) -> Words:
    """What to do and by when. People are named in the message, never in its subject."""
    day = written_day(date.fromisoformat(letter.facts["due_on"]))
    overdue, above = letter.facts["rung"] > 0, letter.kind.endswith(LATE)
    task = _(rule.label)
    subject = _("Overdue since %(day)s: %(task)s") if overdue else _("By %(day)s: %(task)s")
    asked = _("See that this is done: %(step)s.") if above else _("What to do: %(step)s.")
    return _words(
        letter,
        subject=subject % {"day": day, "task": task},
        happened=_why_above(day, overdue) if above else _why(letter, day, overdue),
        asked=asked % {"step": task},
    )


def _why(letter: Letter, day: str, overdue: bool) -> str:
    if row := BY_CODE.get(letter.facts["detail"]):
        return _("%(row)s: this no longer holds.") % {"row": _(row.title)}
    return _("This was due on %(day)s.") % {"day": day} if overdue else ""


def _why_above(day: str, overdue: bool) -> str:
    if not overdue:
        return _("Nobody below you is in office to do this.")
    said = _("This was due on %(day)s, and it has not been done by those who were asked.")
    return said % {"day": day}


def _unheld(letter: Letter, rule: Rule) -> Words:
    """A vacancy that the sweep came upon: told once a week for each organization."""
    roles = [Role(role) for role in letter.facts["roles"]]
    return _appoint(
        letter, task=rule.label, title=_title(letter), roles=roles, paragraph=rule.paragraph
    )


def _vacant(letter: Letter) -> Words:
    """An administrator reads no record: its title stays out."""
    row = subject_of(letter)
    awaited = _awaited(letter)
    title = row.organization.name if row else ""
    roles = [actor.role for actor in awaited.actors]
    return _appoint(
        letter, task=awaited.label, title=title, roles=roles, paragraph=awaited.paragraph
    )


def _appoint(letter: Letter, *, task: str, title: str, roles: list[Role], paragraph: str) -> Words:
    named = ", ".join(dict.fromkeys(_(BY_ROLE[role].title) for role in roles))
    return _words(
        letter,
        subject=_("Nobody can act: %(step)s") % {"step": _(task)},
        title=title,
        happened=_("This waits, and nobody in the organization may do it: %(step)s.")
        % {"step": _(task)},
        asked=_("Appoint a person or a delegate for: %(roles)s.") % {"roles": named},
        reason="",
        paragraph=paragraph,
    )


def _words(letter: Letter, *, subject: str, **given: str) -> Words:
    facts = letter.facts
    said = {
        "title": _title(letter),
        "happened": _happened(letter),
        "asked": "",
        "reason": facts["reason"],
        "paragraph": facts["paragraph"],
        "url": settings.SITE_URL + address(letter),
    } | given
    due_on = date.fromisoformat(facts["due_on"]) if facts["due_on"] and said["asked"] else None
    if due_on and not letter.kind.endswith(SWEPT):
        subject = by_day(subject, due_on)
    line = one_line(" – ".join(filter(None, (subject, about(letter)))))
    return Words(language=get_language(), due_on=due_on, subject=line, **said)


def _title(letter: Letter) -> str:
    return letter.facts[f"title_{get_language()}"]


def _happened(letter: Letter) -> str:
    if not letter.facts["step"]:  # of the sweep
        return ""
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
