"""What the page of an authorization shows."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from access.effective_roles import UserAccess
from access.policy import audience
from audit.history import history, timeline
from directive.lifecycles.grammar import Actor, Relation, Step
from directive.roles import ROLES_BY_NAME
from practitioners.models import ACKNOWLEDGED_FOR, Authorization
from web.slots import sections
from web.templatetags.dates import long_date
from workflow.available_steps import AvailableStep, available_steps
from workflow.due_dates import days_left


def detail_context(access: UserAccess, row: Authorization) -> dict[str, Any]:
    offered = available_steps(access, row)
    return {
        "row": row,
        "available_steps": offered,
        "holder": _holder(row),
        "duties": _duties(row, offered),
        "summary": _summary(row),
        "decision": _history_rows(row),
        "sections": sections("practitioner", access.person, row),
        "events": timeline(history("practitioner", row.pk), Authorization),
    }


def decision_rows(row: Authorization) -> list[tuple[Any, ...]]:
    """What PA staff advise on and a superior decides on (§ 3.10)."""
    return [*_summary(row), *_history_rows(row)]


def _holder(row: Authorization) -> dict[str, Any] | None:
    step = _next_step(row)
    if step is None:
        return None
    titles = dict.fromkeys(_actor_name(row, actor) for actor in step.actors)
    return {
        "who": ", ".join(titles) if audience(step.actors, row) else "",
        "next": _(step.label),
        "due_on": row.due_on,
        "days_left": days_left(row.due_on),
    }


def _next_step(row: Authorization) -> Step | None:
    """What the state waits for; the training is confirmed on evidence, so that comes before (§ 3.12)."""
    step = row.lifecycle.next_step(row.state)
    if step is not None and step.name == "complete_training" and not row.evidence:
        return row.lifecycle.step("provide_evidence")
    return step


def _actor_name(row: Authorization, actor: Actor) -> str:
    return (
        row.person.name if Relation.OWN in actor.relations else _(ROLES_BY_NAME[actor.role].title)
    )


def _duties(row: Authorization, offered: list[AvailableStep]) -> list[tuple[Any, ...]]:
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
    return row.trained_on if row.lifecycle.next_step(row.state) is None else None


def _duty(
    row: Authorization, urls: dict[str, str], label: str, done_on: date | None, name: str
) -> tuple[Any, ...]:
    step: Step = row.lifecycle.step(name)
    url = "" if done_on else urls.get(name, "")
    done = done_on is not None
    return (label, done, row.person.name, url, _(step.label), step.paragraphs, long_date(done_on))


def _summary(row: Authorization) -> list[tuple[Any, ...]]:
    return [
        (_("Person"), row.person.name),
        (_("Organization"), row.organization.name),
        (_("Why this person"), row.need),
        (_("Nominated by"), row.nominated_by),
        (_("Last day"), long_date(row.last_day) or _("No last day set")),
    ]


def _history_rows(row: Authorization) -> list[tuple[Any, ...]]:
    """What has happened so far; a line that is still to come is left out."""
    lines = [
        (_("Advice of PA staff"), row.advice),
        (_("Advised by"), row.adviser),
        (_("Advised on"), long_date(row.advised_on)),
        (_("Authorized by"), row.authorized_by),
        (_("Authorized on"), long_date(row.authorized_on)),
        (_("Social Media Primer completed on"), long_date(row.trained_on)),
        (_("Training confirmed by"), row.confirmed_by),
        (_("Security duties acknowledged on"), long_date(row.acknowledged_on)),
        (_("To be renewed by"), long_date(row.acknowledged_until)),
        (
            _("Direction for deployed operations acknowledged on"),
            long_date(row.deployed_acknowledged_on),
        ),
        (_("Ground for the end"), row.get_end_code_display()),
        (_("Reason for the end"), row.end_reason),
    ]
    return [line for line in lines if line[1]]
