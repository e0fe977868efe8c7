"""Look-ups that a lower package asks for and a higher one provides, registered in `AppConfig.ready`.

Imports go down one staircase only: what a page of a lower package must name or link to in a higher one is
asked for here by name. `docs/extension-points.md` lists who provides what.
"""

from collections.abc import Callable
from typing import Any

_resolvers: dict[str, Callable[..., Any]] = {}


def register_resolver(name: str, resolver: Callable[..., Any]) -> None:
    if _resolvers.setdefault(name, resolver) is not resolver:
        raise ValueError(f"{name} has a resolver already")


def resolve(name: str, *args: Any) -> Any:
    """LookupError where no package provides it."""
    return _resolvers[name](*args)


def registered_resolvers() -> dict[str, Callable[..., Any]]:
    return dict(_resolvers)
