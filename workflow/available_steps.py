"""The steps that a person may take on a row, as buttons show them, with the guard that still refuses each."""

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
    """A step of which the person is an actor. A `refusal` disables its button and gives the reason."""

    step: Step
    effective_role: EffectiveRole  # by which the person is one of the actors
    # Of the first guard that is not met. Input guards are not checked before there is input.
    refusal: Refusal | None
    url: str
    is_primary: bool  # at most one of a row

    @property
    def label(self) -> str:
        return gettext(self.step.label)

    @property
    def sentence(self) -> str:
        """Why it is refused, in the reader's language; empty where it is not."""
        return refusal_sentence(self.refusal) if self.refusal else ""

    @property
    def paragraph(self) -> str:
        return self.refusal.paragraph if self.refusal else self.step.paragraph


def available_steps(access: UserAccess, row: WorkflowModel) -> list[AvailableStep]:
    """Every step that the person may take in the present state: the awaited step first, then as in the table."""
    permitted = [
        (step, effective_role)
        for step in row.lifecycle.steps
        if not step.is_initial and (effective_role := can_take_step(access, step, row))
    ]
    # Facts cost queries: most readers of a page may take no step on it.
    if not permitted:
        return []
    awaited = row.lifecycle.next_step(row.state)
    # The sort is stable: the others keep the order of the table.
    permitted.sort(key=lambda pair: pair[0] is not awaited)
    facts = row.facts()
    refusals = [first_refusal(step.guards, facts) for step, _role in permitted]
    primary = awaited
    if row.state in row.lifecycle.paused_states:
        # The requester has work to do before the awaited step: what can be done now is primary.
        primary = next(
            (
                step
                for (step, _role), refusal in zip(permitted, refusals, strict=True)
                if not refusal
            ),
            None,
        )
    return [
        AvailableStep(
            step=step,
            effective_role=role,
            refusal=refusal,
            url=step_url(row, step),
            is_primary=step is primary,
        )
        for (step, role), refusal in zip(permitted, refusals, strict=True)
    ]


def step_url(row: WorkflowModel, step: Step) -> str:
    return reverse(f"{row.lifecycle.name}_{step.name}", args=[row.pk])


def step_preview(step: Step, row: WorkflowModel, facts: object) -> str:
    """A sentence for the form: the state after the step and what is awaited then; empty without a new state."""
    if not step.to_states:
        return ""
    target = step.resolve_target(facts) if step.resolve_target else step.to_states[0]
    # By the facts of now: what the person enters with the step may still lead to another target.
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
    """The titles of the roles that may take the step, in the reader's language."""
    # A role with several relations or states is several actors.
    return ", ".join(dict.fromkeys(_(ROLES_BY_NAME[actor.role].title) for actor in step.actors))
