"""The steps that a desk asks for: what each state awaits, and the few that are due beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from access.effective_roles import UserAccess
from access.policy import actionable_by
from dashboard.queries.subjects import BY_LIFECYCLE, SUBJECTS, Subject
from directive.lifecycles.grammar import Lifecycle, Step
from practitioners.models import ACKNOWLEDGED_FOR
from registry.models import ClosingTask
from requests_app.enums import Kind
from workflow.models import WorkflowModel


@dataclass(frozen=True)
class TaskSource:
    subject: Subject
    step: Step
    states: tuple[str, ...]
    when: Q = field(default_factory=Q)

    def rows(self, access: UserAccess) -> QuerySet[WorkflowModel]:
        rows = actionable_by(access, self.step, self.subject.model)
        return rows.filter(self.when, state__in=self.states)


def task_sources(today: date) -> list[TaskSource]:
    """A row asked for twice shows under the first of these."""
    awaited = [
        TaskSource(subject, *pair)
        for subject in SUBJECTS
        for pair in _awaited_steps(subject.lifecycle)
    ]
    onward = [
        TaskSource(subject, *pair)
        for subject in SUBJECTS
        for pair in _alternative_steps(subject.lifecycle)
    ]
    return [*awaited, *onward, *_extra_sources(today)]


def _awaited_steps(lifecycle: Lifecycle) -> Iterator[tuple[Step, tuple[str, ...]]]:
    names = dict.fromkeys(state.next_step for state in lifecycle.states if state.next_step)
    for name in names:
        yield lifecycle.step(name), lifecycle.states_awaiting(name)


def _alternative_steps(lifecycle: Lifecycle) -> Iterator[tuple[Step, tuple[str, ...]]]:
    """While the requester holds a row: other ways on, for people the awaited step does not ask."""
    for state in sorted(lifecycle.paused_states):
        asked = set(lifecycle.next_step(state).actors)
        for step in lifecycle.steps:
            leads_on = any(not lifecycle.state(target).final for target in step.to_states)
            if state in step.from_states and leads_on and not set(step.actors) <= asked:
                yield step, (state,)


def _extra_sources(today: date) -> list[TaskSource]:
    unfinished = ClosingTask.objects.filter(
        account=OuterRef("pk"), outcome=ClosingTask.Outcome.OPEN
    )
    renewal_due = Q(acknowledged_on__isnull=True) | Q(acknowledged_on__lte=today - ACKNOWLEDGED_FOR)
    return [
        _task_source("request", "accept_transfer", Q(kind=Kind.TRANSFER, accepted_on__isnull=True)),
        _task_source("practitioner", "provide_evidence", Q(evidence="")),
        _task_source("practitioner", "acknowledge", renewal_due),
        _task_source("account", "record_custody", Q(custody_on=None, official_since=None)),
        _task_source("account", "work_plan", Q(Exists(unfinished))),
    ]


def _task_source(lifecycle: str, name: str, when: Q) -> TaskSource:
    subject = BY_LIFECYCLE[lifecycle]
    step = subject.lifecycle.step(name)
    with_requester = subject.lifecycle.paused_states
    states = tuple(state for state in step.from_states if state not in with_requester)
    return TaskSource(subject, step, states, when)
