"""The steps that a person may take on an object, why some must wait, and what each leads to."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from access.effective_roles import EffectiveRole, UserAccess
from access.policy import can_take_step
from directive.guards.refusal import Refusal, first_refusal
from directive.lifecycles.grammar import Step
from directive.roles import ROLES_BY_NAME
from workflow.exceptions import refusal_sentence
from workflow.models import WorkflowModel


@dataclass(frozen=True, slots=True)
class AvailableStep:
    step: Step
    effective_role: EffectiveRole
    refusal: Refusal | None
    url: str
    is_primary: bool  # the one primary action of a page

    @property
    def label(self) -> str:
        return gettext(self.step.label)

    @property
    def sentence(self) -> str:
        return refusal_sentence(self.refusal) if self.refusal else ""

    @property
    def paragraph(self) -> str:
        return self.refusal.paragraph if self.refusal else self.step.paragraph


def available_steps(access: UserAccess, row: WorkflowModel) -> list[AvailableStep]:
    """The awaited step first, then the order of the table; one that must wait says why."""
    mine = [
        (step, effective_role)
        for step in row.lifecycle.steps
        if not step.is_initial and (effective_role := can_take_step(access, step, row))
    ]
    if not mine:
        return []
    awaited = row.lifecycle.next_step(row.state)
    mine.sort(key=lambda offered: offered[0] is not awaited)
    facts = row.facts()
    refusals = [first_refusal(step.guards, facts) for step, _seat in mine]
    lead = _primary_step(row, mine, refusals)
    return [
        AvailableStep(step, effective_role, refusal, step_url(row, step), is_primary=step is lead)
        for (step, effective_role), refusal in zip(mine, refusals, strict=True)
    ]


def _primary_step(
    row: WorkflowModel, mine: list[tuple[Step, EffectiveRole]], refusals: list[Refusal | None]
) -> Step | None:
    """What everybody waits for; while its owner holds it, the first thing they can do."""
    if row.state in row.lifecycle.paused_states:
        return next((mine[n][0] for n, refusal in enumerate(refusals) if refusal is None), None)
    return row.lifecycle.next_step(row.state)


def step_url(row: WorkflowModel, step: Step) -> str:
    return reverse(f"{row.lifecycle.name}_{step.name}", args=[row.pk])


def step_preview(step: Step, row: WorkflowModel) -> str:
    """Empty where the state stays as it is."""
    if not step.to_states:
        return ""
    target = step.resolve_target(row.facts()) if step.resolve_target else step.to_states[0]
    state = _(row.lifecycle.state(target).label)
    awaited = row.lifecycle.next_step(target)
    if awaited is None:
        return _("It is then: %(state)s.") % {"state": state}
    return _("It is then: %(state)s. Next step: %(step)s (%(roles)s).") % {
        "state": state,
        "step": _(awaited.label),
        "roles": roles_of(awaited),
    }


def roles_of(step: Step) -> str:
    """Those who may take it, each once."""
    return ", ".join(dict.fromkeys(_(ROLES_BY_NAME[actor.role].title) for actor in step.actors))
