"""The FSM methods of a model, one for each row of its table. They hold no logic."""

from collections.abc import Callable
from typing import Any

from django_fsm import RETURN_VALUE, transition

from directive.lifecycle import Lifecycle, Step


def method_name(step: Step) -> str:
    return f"to_{step.name}"


def bind(model: type, lifecycle: Lifecycle) -> None:
    """Give the model a transition method `to_<step>(target)` for each row that moves the state."""
    for step in lifecycle.steps:
        if step.targets:
            setattr(model, method_name(step), _method(step))


def _method(step: Step) -> Callable[..., Any]:
    def move(self: Any, target: str) -> str:
        return target

    move.__name__ = move.__qualname__ = method_name(step)
    return transition(field="state", source=list(step.sources), target=RETURN_VALUE(*step.targets))(
        move
    )
