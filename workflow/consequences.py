"""Consequences of a step, registered by higher packages in their `AppConfig.ready`.

A consequence runs in the transaction of its step, after the transition: both are committed, or neither.
"""

from collections.abc import Callable
from typing import Any

from access.models import Person

Consequence = Callable[..., None]
_consequences: dict[str, list[Consequence]] = {}


def register_consequence(step: str, run: Consequence) -> None:
    """Call `run(row, by=person)` after each step of this name, such as "request.withdraw".

    Several run in the order of their registration. `by` is None after an automatic step. `run` may take further
    steps, of this row or of others.
    """
    # Once, even where `ready` runs again in the same process.
    registered = _consequences.setdefault(step, [])
    if run not in registered:
        registered.append(run)


def run_consequences(step: str, row: Any, *, by: Person | None) -> None:
    for run in _consequences.get(step, ()):
        run(row, by=by)


def registered_consequences() -> dict[str, tuple[Consequence, ...]]:
    return {step: tuple(runs) for step, runs in _consequences.items()}
