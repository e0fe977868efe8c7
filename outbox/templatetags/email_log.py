"""The letters written about an object: to whom, why, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.template import Library
from django.utils.translation import gettext as _

from access.paging import Page, page_of
from directive.roles import BY_ROLE, Role
from directive.tables import LIFECYCLES
from workflow.models import Letter

register = Library()
LATEST = 10  # on the page of the object; the others are on a page of their own
ORDER = ("-created_at", "-pk")


@dataclass(frozen=True, slots=True)
class Sent:
    to: str
    why: str
    written_at: datetime
    outcome: str
    at: datetime | None


@register.inclusion_tag("reminders/sent.html")
def latest_sent(kind: str, pk: UUID) -> dict[str, Any]:
    """In one query. Whether the reader may see them is for the page to know (`may_see_letters`)."""
    found = list(_about(kind, pk).order_by(*ORDER)[: LATEST + 1])
    letters = [_sent(letter) for letter in found[:LATEST]]
    return {"kind": kind, "pk": pk, "letters": letters, "more": len(found) > LATEST}


def sent(kind: str, pk: UUID, asked: Mapping[str, Any]) -> tuple[list[Sent], Page]:
    """All of them, by pages."""
    letters = _about(kind, pk)
    page = page_of(letters, asked, *ORDER, anchors=letters)
    return [_sent(letter) for letter in page.rows], page


def why(kind: str, facts: Mapping[str, Any]) -> str:
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
    words = said.get(ending, _("Reminder: %(step)s")) % {"step": _task(name, facts)}
    return f"{words} ({roles})" if (roles := _roles(facts)) else words


def _task(lifecycle: str, facts: Mapping[str, Any]) -> str:
    """What the sweep says is due, or else the step that the state awaits."""
    if task := facts.get("task"):
        return _(task)
    awaited = LIFECYCLES[lifecycle].awaited(facts["state"])
    return _(awaited.label) if awaited else ""


def _roles(facts: Mapping[str, Any]) -> str:
    """Whom a vacancy that the sweep came upon asks to appoint."""
    return ", ".join(dict.fromkeys(_(BY_ROLE[Role(role)].title) for role in facts.get("roles", ())))


def _about(kind: str, pk: UUID) -> QuerySet[Letter]:
    letters = Letter.objects.filter(object_kind=kind, object_id=pk)
    return letters.select_related("recipient")


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
