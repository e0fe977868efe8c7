"""The page of an authorization: its context and its rows."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from access.effective_roles import UserAccess
from access.policy import audience
from audit.history import history, timeline
from directive.lifecycles.grammar import Step
from practitioners.models import ACKNOWLEDGED_FOR, Authorization
from web.slots import sections
from web.templatetags.dates import long_date
from workflow.available_steps import AvailableStep, available_steps
from workflow.queries.holder import actor_names, holder_of


def detail_context(access: UserAccess, row: Authorization) -> dict[str, Any]:
    steps = available_steps(access, row)
    return {
        "row": row,
        "available_steps": steps,
        "holder": _holder(row),
        "duties": _duties(row, steps),
        "summary": _summary(row),
        "decision": _history_rows(row),
        "sections": sections("practitioner", access.person, row),
        "events": timeline(history("practitioner", row.pk), Authorization),
    }


def decision_rows(row: Authorization) -> list[tuple[Any, ...]]:
    """What PA staff and the superior read before they advise or decide (§ 3.10)."""
    return [*_summary(row), *_history_rows(row)]


def _holder(row: Authorization) -> dict[str, Any] | None:
    step = _next_step(row)
    # Empty where nobody has such a role: the page then says that nobody can act.
    who = actor_names(row, step) if step and audience(step.actors, row) else ""
    return holder_of(row, step, who=who)


def _next_step(row: Authorization) -> Step | None:
    step = row.lifecycle.next_step(row.state)
    # § 3.12: training is confirmed on evidence, so the practitioner has to act before PA staff can.
    if step is not None and step.name == "complete_training" and not row.evidence:
        return row.lifecycle.step("provide_evidence")
    return step


def _duties(row: Authorization, steps: list[AvailableStep]) -> list[tuple[Any, ...]]:
    """(label, is done, who must act, URL, button, paragraphs, evidence) of each duty.

    Empty unless the authorization is in force.
    """
    if not row.lifecycle.state(row.state).live:
        return []
    urls = {step.step.name: step.url for step in steps}
    since = timezone.localdate() - ACKNOWLEDGED_FOR
    is_current = row.acknowledged_on is not None and row.acknowledged_on > since
    # Until PA staff confirm it, the day is only what the practitioner entered.
    trained_on = row.trained_on if row.lifecycle.next_step(row.state) is None else None
    training = _("Social Media Primer completed, and confirmed by PA staff")
    duties = _("Security duties acknowledged within the last year")
    return [
        _duty(row, urls, training, trained_on, "provide_evidence"),
        _duty(row, urls, duties, row.acknowledged_on if is_current else None, "acknowledge"),
    ]


def _duty(
    row: Authorization, urls: dict[str, str], label: str, done_on: date | None, name: str
) -> tuple[Any, ...]:
    step: Step = row.lifecycle.step(name)
    url = "" if done_on else urls.get(name, "")
    is_done = done_on is not None
    return (
        label,
        is_done,
        row.person.name,
        url,
        _(step.label),
        step.paragraphs,
        long_date(done_on),
    )


def _summary(row: Authorization) -> list[tuple[Any, ...]]:
    return [
        (_("Person"), row.person.name),
        (_("Organization"), row.organization.name),
        (_("Why this person"), row.need),
        (_("Nominated by"), row.nominated_by),
        (_("Last day"), long_date(row.last_day) or _("No last day set")),
    ]


def _history_rows(row: Authorization) -> list[tuple[Any, ...]]:
    """Rows of what has happened so far; those without a value are left out."""
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
