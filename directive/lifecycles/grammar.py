"""The grammar of the step tables: states, steps, and the actors who may take them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from directive.guards.refusal import Guard
from directive.roles import Role

START = ""  # the state of what does not exist yet


class Relation(StrEnum):
    """How a person stands to the object at hand, whoever else holds the same role."""

    OWN = "own"  # started it, submitted it, or is a practitioner named on it
    NOT_OWN = "not_own"
    ASSIGNED = "assigned"  # the E-Communications officer on whose desk it is
    NOT_RECOMMENDER = "not_recommender"
    ASKED = "asked"  # asked for this closure
    DIRECTED = "directed"  # the closure was directed by ADM(PA)
    RECEIVING = "receiving"  # holds the role in the organization that receives a transfer


@dataclass(frozen=True, slots=True)
class Actor:
    role: Role
    relations: frozenset[Relation] = frozenset()
    states: frozenset[str] = frozenset()  # empty: every source of the step


def actor(role: Role, *relations: Relation, states: Iterable[str] = ()) -> Actor:
    return Actor(role, frozenset(relations), frozenset(states))


@dataclass(frozen=True, slots=True)
class State:
    name: str
    label: str
    next_step: str = ""  # the step that ends the wait in this state; its actors hold the object
    final: bool = False
    live: bool = False  # an authorization or an account that stands


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    label: str  # what a button says
    history_label: str  # what the history says
    from_states: tuple[str, ...]
    to_states: tuple[str, ...]  # empty: the state stays as it is
    actors: tuple[Actor, ...]
    paragraphs: tuple[str, ...]
    guards: tuple[Guard, ...] = ()  # about the world: known before anything is typed
    input_guards: tuple[Guard, ...] = ()  # about what the person wrote with this step
    nested_in: tuple[str, ...] = ()  # may be taken inside one of these steps, by whoever takes that
    target_days: int | None = None  # target in working days: never a legal limit
    resolve_target: Callable[[Any], str] | None = None  # facts -> which of several targets
    notify: tuple[Relation | Role, ...] = ()  # whom to tell besides the next to act

    @property
    def paragraph(self) -> str:
        return self.paragraphs[0]

    @property
    def is_initial(self) -> bool:
        return self.from_states == (START,)

    @property
    def is_automatic(self) -> bool:
        return not self.actors and not self.nested_in


@dataclass(frozen=True)
class Lifecycle:
    name: str
    title: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    viewers: tuple[Actor, ...]
    paused_states: frozenset[str] = field(
        default_factory=frozenset
    )  # the target clock stands still

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
        """The step whose actors hold an object in this state."""
        name = self.state(state).next_step
        return self.step(name) if name else None

    def states_awaiting(self, name: str) -> tuple[str, ...]:
        """The states in which an object waits for this step."""
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
        """Each (from, to) that a row of the table allows; staying in a state is no move."""
        return frozenset(
            (source, target)
            for step in self.steps
            if not step.is_initial
            for source in step.from_states
            for target in step.to_states
            if source != target
        )


def main_path(lifecycle: Lifecycle) -> list[tuple[str, str]]:
    """(state, step that leaves it) from the first state to a final one."""
    way: list[tuple[str, str]] = []
    state = lifecycle.first_states[0]
    while not lifecycle.state(state).final:
        step, target = _next_step(lifecycle, state, {name for name, _ in way} | {state})
        way.append((state, step))
        state = target
    return [*way, (state, "")]


def side_states(lifecycle: Lifecycle) -> list[str]:
    """The states that the main way does not pass."""
    way = dict(main_path(lifecycle))
    return [state.name for state in lifecycle.states if state.name not in way]


def _next_step(lifecycle: Lifecycle, state: str, visited: set[str]) -> tuple[str, str]:
    """The awaited step, or from a state that waits for nothing the first step that leads on."""
    awaited = lifecycle.next_step(state)
    if awaited is not None:
        return awaited.name, awaited.to_states[0]
    for step in lifecycle.steps:
        for target in step.to_states if state in step.from_states else ():
            after = lifecycle.next_step(target)
            if target not in visited and after is not None and set(after.to_states) - visited:
                return step.name, target
    raise LookupError(state)
