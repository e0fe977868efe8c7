"""What is offered to a person on an object: the steps they may take, and why some must wait."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from access.policy import may_take
from access.seats import Seat, Standing
from directive.lifecycle import Step, first_refusal
from directive.refusals import Refusal
from workflow.models import Followed
from workflow.problems import sentence


@dataclass(frozen=True, slots=True)
class Offer:
    step: Step
    seat: Seat
    refusal: Refusal | None
    url: str
    leads: bool  # the one primary action of a page

    @property
    def label(self) -> str:
        return gettext(self.step.label)

    @property
    def sentence(self) -> str:
        return sentence(self.refusal) if self.refusal else ""

    @property
    def paragraph(self) -> str:
        return self.refusal.paragraph if self.refusal else self.step.paragraph


def offers(standing: Standing, row: Followed) -> list[Offer]:
    """The awaited step first, then the order of the table; one that must wait says why."""
    mine = [
        (step, seat)
        for step in row.lifecycle.steps
        if not step.starts and (seat := may_take(standing, step, row))
    ]
    if not mine:
        return []
    awaited = row.lifecycle.awaited(row.state)
    mine.sort(key=lambda offered: offered[0] is not awaited)
    facts = row.facts()
    refusals = [first_refusal(step.guards, facts) for step, _seat in mine]
    lead = _lead(row, mine, refusals)
    return [
        Offer(step, seat, refusal, step_url(row, step), leads=step is lead)
        for (step, seat), refusal in zip(mine, refusals, strict=True)
    ]


def _lead(
    row: Followed, mine: list[tuple[Step, Seat]], refusals: list[Refusal | None]
) -> Step | None:
    """What everybody waits for; while its owner holds it, the first thing they can do."""
    if row.state in row.lifecycle.stopped:
        return next((mine[n][0] for n, refusal in enumerate(refusals) if refusal is None), None)
    return row.lifecycle.awaited(row.state)


def step_url(row: Followed, step: Step) -> str:
    return reverse(f"{row.lifecycle.name}_{step.name}", args=[row.pk])
