"""The types of the lifecycle tables: states, steps, and the actors who may take them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from directive.guards.refusal import Guard
from directive.roles import Role

START = ""  # the from-state of a step that creates the record


class Relation(StrEnum):
    """A person's relation to one record: narrows what the role alone would allow."""

    OWN = "own"  # started it, submitted it, or is a practitioner named on it
    NOT_OWN = "not_own"
    ASSIGNED = "assigned"  # is the E-Communications officer it is assigned to
    NOT_RECOMMENDER = "not_recommender"  # who recommends does not also decide
    ASKED = "asked"  # asked for this closure, which was not directed
    DIRECTED = "directed"  # the closure was directed by ADM(PA)
    RECEIVING = "receiving"  # has the role in the organization that receives a transfer


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    role: Role
    relations: frozenset[Relation] = frozenset()
    states: frozenset[str] = frozenset()  # empty: every from-state of the step


def actor(role: Role, *relations: Relation, states: Iterable[str] = ()) -> Actor:
    return Actor(role=role, relations=frozenset(relations), states=frozenset(states))


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    name: str
    label: str
    next_step: str = ""  # awaited in this state; its actors are to act. Empty: none
    final: bool = False
    live: bool = False  # an authorization, assessment or account in force


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    name: str
    label: str  # on the button
    history_label: str  # in the history, once taken
    from_states: tuple[str, ...]
    to_states: tuple[str, ...]  # empty: the state stays as it is
    actors: tuple[Actor, ...]
    paragraphs: tuple[str, ...]
    guards: tuple[Guard, ...] = ()  # before the caller's changes; shown before a form is filled in
    input_guards: tuple[Guard, ...] = ()  # after them, on what was written with the step
    # "lifecycle.step": also taken inside one of these, by its actor
    nested_in: tuple[str, ...] = ()
    target_days: int | None = None  # working days: our target, as the directive sets no limit
    resolve_target: Callable[[Any], str] | None = None  # from the facts to one of several to-states
    notify: tuple[Relation | Role, ...] = ()  # besides the actors of the next step

    @property
    def paragraph(self) -> str:
        return self.paragraphs[0]

    @property
    def is_initial(self) -> bool:
        return self.from_states == (START,)

    @property
    def is_automatic(self) -> bool:
        # Without actors, and not part of another step: only the daily run can take it.
        return not self.actors and not self.nested_in


@dataclass(frozen=True, kw_only=True)
class Lifecycle:
    name: str
    title: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    viewers: tuple[Actor, ...]
    paused_states: frozenset[str] = frozenset()  # time in these does not count to the target

    @cached_property
    def by_step(self) -> Mapping[str, Step]:
        return {step.name: step for step in self.steps}

    @cached_property
    def by_state(self) -> Mapping[str, State]:
        return {state.name: state for state in self.states}

    def step(self, name: str) -> Step:
        return self.by_step[name]

    def state(self, name: str) -> State:
        return self.by_state[name]

    def next_step(self, state: str) -> Step | None:
        """The step that a record in this state waits for; None where it waits for nothing."""
        name = self.state(state).next_step
        return self.step(name) if name else None

    def states_awaiting(self, name: str) -> tuple[str, ...]:
        """The states in which a record waits for the step `name`."""
        return tuple(state.name for state in self.states if state.next_step == name)

    @cached_property
    def open_states(self) -> tuple[str, ...]:
        return tuple(state.name for state in self.states if not state.final)

    @cached_property
    def live_states(self) -> tuple[str, ...]:
        return tuple(state.name for state in self.states if state.live)

    @cached_property
    def first_states(self) -> tuple[str, ...]:
        return tuple(target for step in self.steps if step.is_initial for target in step.to_states)

    @cached_property
    def transitions(self) -> frozenset[tuple[str, str]]:
        """Each (from, to) that the table allows: the database trigger refuses any other."""
        return frozenset(
            (source, target)
            for step in self.steps
            if not step.is_initial
            for source in step.from_states
            for target in step.to_states
            if source != target  # an update that stays in its state is no transition
        )


def main_path(lifecycle: Lifecycle) -> list[tuple[str, str]]:
    """(state, step that leaves it) from the first state to a final one."""
    path: list[tuple[str, str]] = []
    state = lifecycle.first_states[0]
    while not lifecycle.state(state).final:
        step, target = _step_onward(lifecycle, state, {name for name, _ in path} | {state})
        path.append((state, step))
        state = target
    return [*path, (state, "")]


def side_states(lifecycle: Lifecycle) -> list[str]:
    on_main_path = dict(main_path(lifecycle))
    return [state.name for state in lifecycle.states if state.name not in on_main_path]


def _step_onward(lifecycle: Lifecycle, state: str, visited: set[str]) -> tuple[str, str]:
    """The name and to-state of the step that leaves `state`. Raises LookupError where none does."""
    awaited = lifecycle.next_step(state)
    if awaited is not None:
        return awaited.name, awaited.to_states[0]  # tables name the longest way first
    # An active account waits for nothing: `suspend` only leads back to it, `ask_closure` leads on.
    for step in lifecycle.steps:
        for target in step.to_states if state in step.from_states else ():
            after = lifecycle.next_step(target)
            if target not in visited and after is not None and set(after.to_states) - visited:
                return step.name, target
    raise LookupError(state)
