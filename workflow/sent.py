"""The letters written about an object: to whom, why, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from directive.tables import LIFECYCLES
from workflow.models import Letter

LATEST = 50


@dataclass(frozen=True, slots=True)
class Sent:
    to: str
    why: str
    written_at: datetime
    outcome: str
    at: datetime | None


def letters_about(kind: str, pk: UUID) -> list[Sent]:
    """The latest first, in one query."""
    letters = Letter.objects.filter(object_kind=kind, object_id=pk).select_related("recipient")
    return [_sent(letter) for letter in letters.order_by("-created_at", "pk")[:LATEST]]


def why(kind: str, facts: Mapping[str, str]) -> str:
    """A letter's kind in words; what is neither news nor asked by a step is a reminder."""
    name, _dot, rest = kind.partition(".")
    step, _dot, ending = rest.partition(".")
    if not rest:
        return _("Digest")
    if not ending:
        return _(LIFECYCLES[name].step(step).done)
    said = {
        "next": _("To do: %(step)s"),
        "vacant": _("Nobody can act: %(step)s"),
        "late": _("Passed on to the next above: %(step)s"),
    }
    return said.get(ending, _("Reminder: %(step)s")) % {"step": _task(name, facts)}


def _task(lifecycle: str, facts: Mapping[str, str]) -> str:
    """What the sweep says is due, or else the step that the state awaits."""
    if task := facts.get("task"):
        return _(task)
    awaited = LIFECYCLES[lifecycle].awaited(facts["state"])
    return _(awaited.label) if awaited else ""


def _sent(letter: Letter) -> Sent:
    outcome, at = _outcome(letter)
    return Sent(
        to=letter.recipient.name,
        why=why(letter.kind, letter.facts),
        written_at=letter.created_at,
        outcome=outcome,
        at=at,
    )


def _outcome(letter: Letter) -> tuple[str, datetime | None]:
    if letter.sent_at:
        return _("Sent"), letter.sent_at
    if letter.withheld:
        return _("Not sent: it no longer concerned its reader"), letter.given_up_at
    if letter.given_up_at:
        return _("Failed, and given up"), letter.given_up_at
    if letter.held or letter.digest_id:
        return _("Kept for a digest"), None
    return (_("Failed, to be tried again") if letter.problem else _("About to be sent")), None
