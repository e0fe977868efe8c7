"""What must follow a step, registered by the package that knows of it in its `AppConfig.ready`.

A consequence runs inside the transaction of its step, after the state has changed, so that neither can be
there without the other.
"""

from collections.abc import Callable
from typing import Any

from access.models import Person

Consequence = Callable[..., None]
_consequences: dict[str, list[Consequence]] = {}


def register_consequence(step: str, run: Consequence) -> None:
    """`step` is named with its lifecycle, "request.withdraw"; `run(row, by=person)` may take further steps."""
    registered = _consequences.setdefault(step, [])
    if run not in registered:
        registered.append(run)


def run_consequences(step: str, row: Any, *, by: Person | None) -> None:
    for run in _consequences.get(step, ()):
        run(row, by=by)


def registered_consequences() -> dict[str, tuple[Consequence, ...]]:
    return {step: tuple(runs) for step, runs in _consequences.items()}
