"""Where an object stands on its way: what it has passed, where it is, what follows."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from directive.lifecycle import Lifecycle
from directive.picture import Box, Strip, picture

Stage = tuple[str, str]  # label, and done, current, todo or stopped


def walk(lifecycle: Lifecycle, state: str, *, skipped: Iterable[str] = ()) -> Iterator[str]:
    """From state to state by the step that each waits for, always its first target."""
    yield state
    step = lifecycle.awaited(state)
    if step is not None and step.targets:
        target = next(target for target in step.targets if target not in skipped)
        yield from walk(lifecycle, target, skipped=skipped)


def along(lifecycle: Lifecycle, path: list[str], here: str) -> list[Stage]:
    place = path.index(here)
    ended = lifecycle.state(here).final
    return [
        *marked(lifecycle, path[:place], "done"),
        *marked(lifecycle, [here], "done" if ended else "current"),
        *marked(lifecycle, path[place + 1 :], "todo"),
    ]


def marked(lifecycle: Lifecycle, names: Iterable[str], mark: str) -> list[Stage]:
    return [(gettext(lifecycle.state(name).label), mark) for name in names]


def drawn(stages: Iterable[Stage]) -> str:
    """For wide screens, beside the list of the same stages."""
    return picture([Strip([Box(label, mark) for label, mark in stages])])
