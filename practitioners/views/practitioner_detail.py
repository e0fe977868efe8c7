"""What the page of an authorization shows."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from access.policy import audience
from access.seats import Standing
from audit.history import history
from audit.timeline import timeline
from audit.written import written_day
from directive.lifecycle import Actor, Step, Tie
from directive.roles import BY_ROLE
from practitioners.access_left import access_left
from practitioners.models import ACKNOWLEDGED_FOR, Authorization
from workflow.due import days_left
from workflow.offers import Offer, offers


def page(standing: Standing, row: Authorization) -> dict[str, Any]:
    offered = offers(standing, row)
    return {
        "row": row,
        "offers": offered,
        "holder": _holder(row),
        "duties": _duties(row, offered),
        "summary": _summary(row),
        "decision": _decision(row),
        "access_left": access_left(standing, row.person),
        "events": timeline(history("practitioner", row.pk), Authorization),
    }


def judged(row: Authorization) -> list[tuple[Any, ...]]:
    """What PA staff advise on and a superior decides on (§ 3.10)."""
    return [*_summary(row), *_decision(row)]


def _holder(row: Authorization) -> dict[str, Any] | None:
    step = _next(row)
    if step is None:
        return None
    titles = dict.fromkeys(_who(row, actor) for actor in step.actors)
    return {
        "who": ", ".join(titles) if audience(step.actors, row) else "",
        "next": _(step.label),
        "due_on": row.due_on,
        "days_left": days_left(row.due_on),
    }


def _next(row: Authorization) -> Step | None:
    """What the state waits for; the training is confirmed on evidence, so that comes before (§ 3.12)."""
    step = row.lifecycle.awaited(row.state)
    if step is not None and step.name == "complete_training" and not row.evidence:
        return row.lifecycle.step("provide_evidence")
    return step


def _who(row: Authorization, actor: Actor) -> str:
    return row.person.name if Tie.OWN in actor.ties else _(BY_ROLE[actor.role].title)


def _duties(row: Authorization, offered: list[Offer]) -> list[tuple[Any, ...]]:
    """(what, done, by whom, address, button, paragraphs, evidence) while the authorization stands."""
    if not row.lifecycle.state(row.state).live:
        return []
    urls = {offer.step.name: offer.url for offer in offered}
    since = timezone.localdate() - ACKNOWLEDGED_FOR
    acknowledged = row.acknowledged_on is not None and row.acknowledged_on > since
    training = _("Social Media Primer completed, and confirmed by PA staff")
    duties = _("Security duties acknowledged within the last year")
    return [
        _duty(row, urls, training, _trained_on(row), "provide_evidence"),
        _duty(row, urls, duties, row.acknowledged_on if acknowledged else None, "acknowledge"),
    ]


def _trained_on(row: Authorization) -> date | None:
    """Once PA staff have confirmed it: until then the authorization still awaits its training."""
    return row.trained_on if row.lifecycle.awaited(row.state) is None else None


def _duty(
    row: Authorization, urls: dict[str, str], label: str, done_on: date | None, name: str
) -> tuple[Any, ...]:
    step: Step = row.lifecycle.step(name)
    url = "" if done_on else urls.get(name, "")
    done = done_on is not None
    return (label, done, row.person.name, url, _(step.label), step.paragraphs, written_day(done_on))


def _summary(row: Authorization) -> list[tuple[Any, ...]]:
    return [
        (_("Person"), row.person.name),
        (_("Organization"), row.organization.name),
        (_("Why this person"), row.need),
        (_("Nominated by"), row.nominated_by),
        (_("Last day"), written_day(row.last_day) or _("No last day set")),
    ]


def _decision(row: Authorization) -> list[tuple[Any, ...]]:
    """What has happened so far; a line that is still to come is left out."""
    lines = [
        (_("Advice of PA staff"), row.advice),
        (_("Advised by"), row.adviser),
        (_("Advised on"), written_day(row.advised_on)),
        (_("Authorized by"), row.authorized_by),
        (_("Authorized on"), written_day(row.authorized_on)),
        (_("Social Media Primer completed on"), written_day(row.trained_on)),
        (_("Training confirmed by"), row.confirmed_by),
        (_("Security duties acknowledged on"), written_day(row.acknowledged_on)),
        (_("To be renewed by"), written_day(row.acknowledged_until)),
        (
            _("Direction for deployed operations acknowledged on"),
            written_day(row.deployed_acknowledged_on),
        ),
        (_("Ground for the end"), row.get_end_code_display()),
        (_("Reason for the end"), row.end_reason),
    ]
    return [line for line in lines if line[1]]
