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
    lifecycle = LIFECYCLES.get(name)
    if lifecycle is None:
        return _("Digest")
    step_name, _dot, ending = rest.partition(".")
    step = lifecycle.by_step.get(step_name)
    awaited = lifecycle.awaited(facts["state"])
    asked = _(awaited.label) if awaited else ""
    if step and not ending:
        return _(step.done)
    if ending == "next":
        return _("To do: %(step)s") % {"step": asked}
    if ending == "vacant":
        return _("Nobody can act: %(step)s") % {"step": asked}
    return _("Reminder: %(step)s") % {"step": asked}


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
