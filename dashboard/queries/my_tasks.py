"""The steps that a desk asks for: what each state awaits, and the few that are due beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from access.policy import takeable_by
from access.seats import Standing
from desk.subjects import BY_LIFECYCLE, SUBJECTS, Subject
from directive.lifecycle import Lifecycle, Step
from practitioners.models import ACKNOWLEDGED_FOR
from registry.models import ClosingTask
from requests_app.models import Kind
from workflow.models import Followed


@dataclass(frozen=True)
class Ask:
    subject: Subject
    step: Step
    states: tuple[str, ...]
    when: Q = field(default_factory=Q)

    def rows(self, standing: Standing) -> QuerySet[Followed]:
        rows = takeable_by(standing, self.step, self.subject.model)
        return rows.filter(self.when, state__in=self.states)


def asks(today: date) -> list[Ask]:
    """A row asked for twice shows under the first of these."""
    awaited = [Ask(subject, *pair) for subject in SUBJECTS for pair in _awaited(subject.lifecycle)]
    onward = [Ask(subject, *pair) for subject in SUBJECTS for pair in _onward(subject.lifecycle)]
    return [*awaited, *onward, *_beside(today)]


def _awaited(lifecycle: Lifecycle) -> Iterator[tuple[Step, tuple[str, ...]]]:
    names = dict.fromkeys(state.awaits for state in lifecycle.states if state.awaits)
    for name in names:
        yield lifecycle.step(name), lifecycle.awaiting(name)


def _onward(lifecycle: Lifecycle) -> Iterator[tuple[Step, tuple[str, ...]]]:
    """While the requester holds a row: other ways on, for people the awaited step does not ask."""
    for state in sorted(lifecycle.stopped):
        asked = set(lifecycle.awaited(state).actors)
        for step in lifecycle.steps:
            leads_on = any(not lifecycle.state(target).final for target in step.targets)
            if state in step.sources and leads_on and not set(step.actors) <= asked:
                yield step, (state,)


def _beside(today: date) -> list[Ask]:
    unfinished = ClosingTask.objects.filter(
        account=OuterRef("pk"), outcome=ClosingTask.Outcome.OPEN
    )
    renewal_due = Q(acknowledged_on__isnull=True) | Q(acknowledged_on__lte=today - ACKNOWLEDGED_FOR)
    return [
        _ask("request", "accept_transfer", Q(kind=Kind.TRANSFER, accepted_on__isnull=True)),
        _ask("practitioner", "provide_evidence", Q(evidence="")),
        _ask("practitioner", "acknowledge", renewal_due),
        _ask("account", "record_custody", Q(custody_on=None, official_since=None)),
        _ask("account", "work_plan", Q(Exists(unfinished))),
    ]


def _ask(lifecycle: str, name: str, when: Q) -> Ask:
    subject = BY_LIFECYCLE[lifecycle]
    step = subject.lifecycle.step(name)
    with_requester = subject.lifecycle.stopped
    states = tuple(state for state in step.sources if state not in with_requester)
    return Ask(subject, step, states, when)
