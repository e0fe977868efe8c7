"""The lifecycle as a picture: the main way through the request and the account, drawn from the tables."""

from collections.abc import Iterator
from html import escape

from directive.account import ACCOUNT
from directive.lifecycle import Lifecycle
from directive.request import REQUEST

_BOX, _GAP, _HEIGHT, _ROW = 150, 34, 56, 150
_STYLE = (
    "text{font:14px sans-serif;fill:#26374a}.step{font-size:11px;fill:#4b4b4b}"
    ".title{font-weight:bold}rect{fill:#f1f2f3;stroke:#26374a}.end{fill:#dbe7d3}"
    "path{stroke:#26374a;fill:none}"
)


def lifecycle_svg() -> str:
    rows = [(REQUEST, main_way(REQUEST)), (ACCOUNT, main_way(ACCOUNT))]
    width = 20 + max(len(way) for _, way in rows) * (_BOX + _GAP)
    body = "\n".join(
        line for place, (table, way) in enumerate(rows) for line in _row(table, way, place * _ROW)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {2 * _ROW + 10}" role="img"'
        f' aria-label="The lifecycle of a request and of an account"><style>{_STYLE}</style>\n'
        f'<rect width="100%" height="100%" style="fill:#fff;stroke:none"/>\n{body}\n</svg>\n'
    )


def main_way(lifecycle: Lifecycle) -> list[tuple[str, str]]:
    """(state, step that leaves it) from the first state to a final one."""
    way: list[tuple[str, str]] = []
    state = lifecycle.first_states[0]
    while not lifecycle.state(state).final:
        step, target = _onward(lifecycle, state, {name for name, _ in way} | {state})
        way.append((state, step))
        state = target
    return [*way, (state, "")]


def _onward(lifecycle: Lifecycle, state: str, visited: set[str]) -> tuple[str, str]:
    """The awaited step, or from a state that waits for nothing the first step that leads on."""
    awaited = lifecycle.awaited(state)
    if awaited is not None:
        return awaited.name, awaited.targets[0]
    for step in lifecycle.steps:
        for target in step.targets if state in step.sources else ():
            after = lifecycle.awaited(target)
            if target not in visited and after is not None and set(after.targets) - visited:
                return step.name, target
    raise LookupError(state)


def _row(lifecycle: Lifecycle, way: list[tuple[str, str]], top: int) -> Iterator[str]:
    yield f'<text class="title" x="10" y="{top + 22}">{escape(lifecycle.title)}</text>'
    for place, (name, step) in enumerate(way):
        left = 10 + place * (_BOX + _GAP)
        yield from _box(lifecycle, name, left, top + 36, last=not step)
        if step:
            middle = top + 36 + _HEIGHT / 2
            yield f'<path d="M{left + _BOX} {middle}h{_GAP - 8}m-6 -5l6 5l-6 5"/>'
            yield f'<text class="step" x="{left + 4}" y="{top + 108}">{escape(step)} &#8594;</text>'
    aside = [state.label for state in lifecycle.states if state.name not in dict(way)]
    yield f'<text class="step" x="10" y="{top + 130}">Also: {escape(", ".join(aside))}</text>'


def _box(lifecycle: Lifecycle, name: str, left: int, top: int, *, last: bool) -> Iterator[str]:
    kind = ' class="end"' if last else ""
    yield f'<rect{kind} x="{left}" y="{top}" width="{_BOX}" height="{_HEIGHT}" rx="4"/>'
    for place, line in enumerate(_lines(lifecycle.state(name).label)):
        yield f'<text x="{left + 8}" y="{top + 22 + 18 * place}">{escape(line)}</text>'


def _lines(label: str, most: int = 19) -> list[str]:
    lines = [""]
    for word in label.split():
        if len(f"{lines[-1]} {word}") > most and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
