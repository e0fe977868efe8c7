"""Look-ups that a lower package calls by name and a higher one provides, registered in `AppConfig.ready`.

Packages import downwards only: so a lower one can still name or link to rows of a higher one.
`docs/extension-points.md` lists which package provides which.
"""

from collections.abc import Callable
from typing import Any

_resolvers: dict[str, Callable[..., Any]] = {}


def register_resolver(name: str, resolver: Callable[..., Any]) -> None:
    """ValueError where another function has the name already."""
    # The same function again is no error: `ready` may run twice in one process.
    if _resolvers.setdefault(name, resolver) is not resolver:
        raise ValueError(f"{name} has a resolver already")


def resolve(name: str, *args: Any) -> Any:
    """Call the look-up of this name. KeyError where no package has registered it."""
    return _resolvers[name](*args)


def registered_resolvers() -> dict[str, Callable[..., Any]]:
    return dict(_resolvers)
