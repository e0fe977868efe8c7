"""SVG of the lifecycles, drawn from the step tables: for docs/, the help page and the page of one record."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from directive.lifecycles.account import ACCOUNT
from directive.lifecycles.grammar import Lifecycle, main_path, side_states
from directive.lifecycles.request import REQUEST
from directive.translation import gettext_noop as _

_COLUMNS, _BOX, _GAP, _LINE = 6, 158, 36, 18
_MAX_LINE = 20  # characters of a line in a box
_SIGNS = {"done": "✓", "current": "●", "stopped": "×"}  # never by colour alone
_STYLE = (
    "svg{background:#fff}text{font:14px sans-serif;fill:#26374a}.step{font-size:12px;fill:#4b4b4b}"
    ".title{font-weight:bold}rect{fill:#f1f2f3;stroke:#26374a}path{stroke:#26374a;fill:none}"
)


@dataclass(frozen=True, slots=True)
class Box:
    label: str
    mark: str = ""  # done, current, todo or stopped, the place of a record on its path
    step: str = ""  # that leads to the next box


@dataclass(frozen=True, slots=True)
class Strip:
    boxes: Sequence[Box]
    title: str = ""
    note: str = ""


def lifecycle_svg() -> str:
    return render_svg(
        lifecycle_strips(), _("The lifecycle of a request and of an account"), style=_STYLE
    )


def lifecycle_strips(translate: Callable[[str], str] = str) -> list[Strip]:
    return [_strip(lifecycle, translate) for lifecycle in (REQUEST, ACCOUNT)]


def render_svg(strips: Sequence[Strip], title: str = "", *, style: str = "") -> str:
    """Without a title it is hidden from screen readers: the list beside it says the same."""
    parts: list[str] = []
    height = 0
    for strip in strips:
        drawn, height = _render_strip(strip, height)
        parts += drawn
    role = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    columns = min(_COLUMNS, max(len(strip.boxes) for strip in strips))
    box = f'viewBox="0 0 {columns * (_BOX + _GAP)} {height}"'
    head = f"<style>{style}</style>\n" if style else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lifecycle-path" {box} {role}>\n'
        f"{head}{chr(10).join(parts)}\n</svg>\n"
    )


def _strip(lifecycle: Lifecycle, translate: Callable[[str], str]) -> Strip:
    boxes = [
        Box(translate(lifecycle.state(state).label), step=translate(lifecycle.step(step).label))
        if step
        else Box(translate(lifecycle.state(state).label))
        for state, step in main_path(lifecycle)
    ]
    others = ", ".join(translate(lifecycle.state(name).label) for name in side_states(lifecycle))
    note = translate(_("Other outcomes: %(states)s")) % {"states": others}
    return Strip(boxes, translate(lifecycle.title), note)


def _render_strip(strip: Strip, top: int) -> tuple[list[str], int]:
    """Its parts, and where the next strip may begin."""
    parts = []
    if strip.title:
        parts.append(_svg_text(strip.title, 2, top + 22, "title"))
        top += 34
    captions = 40 if any(box.step for box in strip.boxes) else 14
    height = 14 + _LINE * max(len(_box_lines(box)) for box in strip.boxes)
    for place, box in enumerate(strip.boxes):
        row, column = divmod(place, _COLUMNS)
        last = place == len(strip.boxes) - 1
        left = 2 + column * (_BOX + _GAP)
        parts += _render_box(box, left, top + 2 + row * (height + captions), height, last=last)
    top += ((len(strip.boxes) - 1) // _COLUMNS + 1) * (height + captions)
    if strip.note:
        parts.append(_svg_text(strip.note, 2, top + 14, "step"))
        top += 34
    return parts, top


def _render_box(box: Box, left: int, top: int, height: int, *, last: bool) -> Iterator[str]:
    mark = f' class="{box.mark}"' if box.mark else ""
    yield f'<rect{mark} x="{left}" y="{top}" width="{_BOX}" height="{height}" rx="4"/>'
    for place, line in enumerate(_box_lines(box)):
        yield _svg_text(line, left + 8, top + 22 + _LINE * place, box.mark)
    if not last:
        yield f'<path d="M{left + _BOX} {top + height // 2}h{_GAP - 6}m-6 -5l6 5l-6 5"/>'
    for place, line in enumerate(_wrap_label(f"{box.step} →", 27) if box.step else ()):
        yield _svg_text(line, left + 2, top + height + 14 + 14 * place, "step")


def _box_lines(box: Box) -> list[str]:
    return _wrap_label(f"{_SIGNS.get(box.mark, '')} {box.label}".strip(), _MAX_LINE)


def _svg_text(text: str, left: int, top: int, css_class: str) -> str:
    attribute = f' class="{css_class}"' if css_class else ""
    return f'<text{attribute} x="{left}" y="{top}">{escape(text)}</text>'


def _wrap_label(label: str, max_length: int) -> list[str]:
    lines = [""]
    for word in label.split(" "):
        if len(f"{lines[-1]} {word}") > max_length and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip(" ")
    return lines
