"""What the page of a request shows."""

from typing import Any

from django.utils.translation import gettext as _

from access.policy import audience, visible_to
from access.seats import Standing
from audit.history import history
from directive.lifecycle import Step
from directive.request import REQUEST
from registry.models import Account
from requests_app.comparison import against_account, since_last_submission
from requests_app.content import FIELD_LABELS, advice_void, snapshot_values
from requests_app.contents import contents
from requests_app.models import Kind, Reason, Request
from requests_app.past import past
from requests_app.stages import stages
from requests_app.summary import about, advice, decision, gaps, summary
from workflow.due import days_left
from workflow.offers import offers
from workflow.way import drawn


def page(standing: Standing, request: Request) -> dict[str, Any]:
    events = list(history("request", request.pk))
    values = snapshot_values(request)
    offered = offers(standing, request)
    editable = any(offer.step.name == "edit" for offer in offered)
    accounts = accounts_of(standing, request)
    level_one = request.organization.level_one()
    l1_step = level_one is not None and level_one.l1_step
    way = stages(request, events, accounts, l1_step=l1_step)
    shown = {
        "row": request,
        "holder": holder(request),
        "stages": way,
        "picture": drawn(way),
        "offers": offered,
        "about": about(request),
        "advice": advice(request),
        "advice_void": request.state in REQUEST.stopped and advice_void(request),
        "decision": decision(request),
        "gaps": gaps(request) if editable else [],
        "sections": summary(request, values, editable=editable),
        "changed": _rows(since_last_submission(request, values)),
        "against_account": _rows(against_account(request, values)),
        "reasons": _reasons(request),
        "attachments": request.attachments.filter(removed_at__isnull=True).select_related("by"),
        "accounts": accounts,
        "events": past(events),
    }
    return shown | {"contents": contents(shown)}


def holder(request: Request) -> dict[str, Any] | None:
    """Who has it, what comes next and by when; None when it has come to its end."""
    step = next_step(request)
    if step is None:
        return None
    return {
        "who": ", ".join(person.name for person in audience(step.actors, request)),
        "next": _(step.label),
        "due_on": request.due_on,
        "days_left": days_left(request.due_on),
    }


def next_step(request: Request) -> Step | None:
    """A carry-over is presented where other drafts go to PA staff first."""
    step = REQUEST.awaited(request.state)
    if request.kind == Kind.CARRY_OVER and request.state in REQUEST.first_states:
        return REQUEST.step("present")
    return step


def accounts_of(standing: Standing, request: Request) -> list[Account]:
    """What came of it, as far as this reader may see it: one account, or the two of a pair."""
    seen = visible_to(standing, Account).select_related("platform")
    return list(seen.filter(decision=request.pk).order_by("created_at"))


def _reasons(request: Request) -> list[tuple[Any, Reason]]:
    reasons = request.reasons.select_related("by", "answered_by")
    return [(FIELD_LABELS.get(reason.field, reason.field), reason) for reason in reasons]


def _rows(changes: list[Any]) -> list[tuple[Any, str, str]]:
    return [(change.label, change.before, change.after) for change in changes]
