"""The path of one object through its lifecycle: the stages passed, the present one, and those to come."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from directive.lifecycles.grammar import Lifecycle
from workflow.documents.lifecycle_svg import Box, Strip, render_svg

Stage = tuple[str, str]  # label, and done, current, todo or stopped


def walk_states(lifecycle: Lifecycle, state: str, *, skipped: Iterable[str] = ()) -> Iterator[str]:
    """The states from `state` on, each by the first target of the awaited step that is not `skipped`."""
    yield state
    step = lifecycle.next_step(state)
    if step is not None and step.to_states:
        target = next(target for target in step.to_states if target not in skipped)
        yield from walk_states(lifecycle, target, skipped=skipped)


def path_stages(lifecycle: Lifecycle, path: list[str], here: str) -> list[Stage]:
    """The stages of `path`, a list of states that contains the present state `here`."""
    index = path.index(here)
    # In a final state nothing is left to do: it is done, not current.
    is_final = lifecycle.state(here).final
    return [
        *mark_stages(lifecycle, path[:index], "done"),
        *mark_stages(lifecycle, [here], "done" if is_final else "current"),
        *mark_stages(lifecycle, path[index + 1 :], "todo"),
    ]


def mark_stages(lifecycle: Lifecycle, names: Iterable[str], mark: str) -> list[Stage]:
    return [(gettext(lifecycle.state(name).label), mark) for name in names]


def render_path(stages: Iterable[Stage]) -> str:
    """SVG of the stages, shown on wide screens beside the list of the same stages."""
    return render_svg([Strip([Box(label, mark) for label, mark in stages])])
