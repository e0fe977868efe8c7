"""The grammar of the step tables: states, steps, and the actors who may take them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from directive.refusals import Refusal
from directive.roles import Role

# Facts differ from lifecycle to lifecycle; each guard names its own frozen class.
Guard = Callable[[Any], Refusal | None]
START = ""  # the state of what does not exist yet


class Tie(StrEnum):
    """How a person stands to the object at hand, whoever else holds the same role."""

    OWN = "own"  # started it, submitted it, or is a practitioner named on it
    NOT_OWN = "not_own"
    TOOK_UP = "took_up"  # the E-Communications officer on whose desk it is
    NOT_RECOMMENDER = "not_recommender"
    ASKED = "asked"  # asked for this closure
    DIRECTED = "directed"  # the closure was directed by ADM(PA)
    RECEIVING = "receiving"  # holds the role in the organization that receives a transfer


@dataclass(frozen=True, slots=True)
class Actor:
    role: Role
    ties: frozenset[Tie] = frozenset()
    states: frozenset[str] = frozenset()  # empty: every source of the step


def actor(role: Role, *ties: Tie, states: Iterable[str] = ()) -> Actor:
    return Actor(role, frozenset(ties), frozenset(states))


@dataclass(frozen=True, slots=True)
class State:
    name: str
    label: str
    awaits: str = ""  # the step that ends the wait in this state; its actors hold the object
    final: bool = False
    live: bool = False  # an authorization or an account that stands


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    label: str  # what a button says
    done: str  # what the history says
    sources: tuple[str, ...]
    targets: tuple[str, ...]  # empty: the state stays as it is
    actors: tuple[Actor, ...]
    paragraphs: tuple[str, ...]
    guards: tuple[Guard, ...] = ()  # about the world: known before anything is typed
    inputs: tuple[Guard, ...] = ()  # about what the person wrote with this step
    within: tuple[str, ...] = ()  # may be taken inside one of these steps, by whoever takes that
    days: int | None = None  # target in working days: never a legal limit
    choose: Callable[[Any], str] | None = None  # facts -> which of several targets
    tells: tuple[Tie | Role, ...] = ()  # whom to tell besides the next to act

    @property
    def paragraph(self) -> str:
        return self.paragraphs[0]

    @property
    def starts(self) -> bool:
        return self.sources == (START,)

    @property
    def by_the_clock(self) -> bool:
        return not self.actors and not self.within


def first_refusal(guards: Iterable[Guard], facts: object) -> Refusal | None:
    return next((refusal for guard in guards if (refusal := guard(facts))), None)


@dataclass(frozen=True)
class Lifecycle:
    name: str
    title: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    readers: tuple[Actor, ...]
    stopped: frozenset[str] = field(default_factory=frozenset)  # the target clock stands still

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

    def awaited(self, state: str) -> Step | None:
        """The step whose actors hold an object in this state."""
        name = self.state(state).awaits
        return self.step(name) if name else None

    def awaiting(self, name: str) -> tuple[str, ...]:
        """The states in which an object waits for this step."""
        return tuple(state.name for state in self.states if state.awaits == name)

    @cached_property
    def open_states(self) -> tuple[str, ...]:
        return tuple(state.name for state in self.states if not state.final)

    @cached_property
    def live_states(self) -> tuple[str, ...]:
        return tuple(state.name for state in self.states if state.live)

    @cached_property
    def first_states(self) -> tuple[str, ...]:
        return tuple(target for step in self.steps if step.starts for target in step.targets)

    @cached_property
    def moves(self) -> frozenset[tuple[str, str]]:
        """Each (from, to) that a row of the table allows; staying in a state is no move."""
        return frozenset(
            (source, target)
            for step in self.steps
            if not step.starts
            for source in step.sources
            for target in step.targets
            if source != target
        )
