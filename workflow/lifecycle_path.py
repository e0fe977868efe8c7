"""Where an object stands on its way: what it has passed, where it is, what follows."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from directive.lifecycles.grammar import Lifecycle
from workflow.documents.lifecycle_svg import Box, Strip, render_svg

Stage = tuple[str, str]  # label, and done, current, todo or stopped


def walk_states(lifecycle: Lifecycle, state: str, *, skipped: Iterable[str] = ()) -> Iterator[str]:
    """From state to state by the step that each waits for, always its first target."""
    yield state
    step = lifecycle.next_step(state)
    if step is not None and step.to_states:
        target = next(target for target in step.to_states if target not in skipped)
        yield from walk_states(lifecycle, target, skipped=skipped)


def path_stages(lifecycle: Lifecycle, path: list[str], here: str) -> list[Stage]:
    place = path.index(here)
    ended = lifecycle.state(here).final
    return [
        *mark_stages(lifecycle, path[:place], "done"),
        *mark_stages(lifecycle, [here], "done" if ended else "current"),
        *mark_stages(lifecycle, path[place + 1 :], "todo"),
    ]


def mark_stages(lifecycle: Lifecycle, names: Iterable[str], mark: str) -> list[Stage]:
    return [(gettext(lifecycle.state(name).label), mark) for name in names]


def render_path(stages: Iterable[Stage]) -> str:
    """For wide screens, beside the list of the same stages."""
    return render_svg([Strip([Box(label, mark) for label, mark in stages])])
