"""Sources of tasks: each a step, and the rows on which somebody should take it.

Most are read from the step tables: the awaited step of each state. The others are steps that a state permits but
does not await.
"""

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


@dataclass(frozen=True, kw_only=True)
class TaskSource:
    """Rows of one model in these states, of which `when` is true, are tasks for the actors of the step."""

    subject: Subject
    step: Step
    states: tuple[str, ...]
    when: Q = field(default_factory=Q)

    def rows(self, access: UserAccess) -> QuerySet[WorkflowModel]:
        rows = actionable_by(access, self.step, self.subject.model)
        return rows.filter(self.when, state__in=self.states)


def task_sources(today: date) -> list[TaskSource]:
    """All sources, in the order of precedence: a row of several is a task of the first."""
    awaited = [
        TaskSource(subject=subject, step=step, states=states)
        for subject in SUBJECTS
        for step, states in _awaited_steps(subject.lifecycle)
    ]
    alternative = [
        TaskSource(subject=subject, step=step, states=states)
        for subject in SUBJECTS
        for step, states in _alternative_steps(subject.lifecycle)
    ]
    return [*awaited, *alternative, *_extra_sources(today)]


def _awaited_steps(lifecycle: Lifecycle) -> Iterator[tuple[Step, tuple[str, ...]]]:
    names = dict.fromkeys(state.next_step for state in lifecycle.states if state.next_step)
    for name in names:
        yield lifecycle.step(name), lifecycle.states_awaiting(name)


def _alternative_steps(lifecycle: Lifecycle) -> Iterator[tuple[Step, tuple[str, ...]]]:
    """Other steps out of the states in which the requester works, for actors whom the awaited step has not."""
    for state in sorted(lifecycle.paused_states):
        awaited = lifecycle.next_step(state)
        awaited_actors = set(awaited.actors) if awaited else set()
        for step in lifecycle.steps:
            # A step that ends the row (a withdrawal) is a choice, never a task.
            continues = any(not lifecycle.state(target).final for target in step.to_states)
            if state in step.from_states and continues and not set(step.actors) <= awaited_actors:
                yield step, (state,)


def _extra_sources(today: date) -> list[TaskSource]:
    """Tasks that depend on the columns of a row, not on its state alone."""
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
    # Not while the requester works on the row: it may still change.
    paused_states = subject.lifecycle.paused_states
    states = tuple(state for state in step.from_states if state not in paused_states)
    return TaskSource(subject=subject, step=step, states=states, when=when)
