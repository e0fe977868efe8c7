"""Limits for every page: a measure gives one sentence for each violation."""

from collections.abc import Callable, Iterable
from html.parser import HTMLParser

from tests.accessibility.view import NARROW, View

MAX_HTML_BYTES = 60_000  # bytes of a page
MAX_SOURCE_BYTES = 100_000  # bytes of all its CSS and scripts, compressed
MAX_LAYOUT_SHIFT = 0.05
Measure = Callable[[View], Iterable[str]]


def status(view: View) -> list[str]:
    return [] if view.status == 200 else [f"answered {view.status}"]


def console(view: View) -> list[str]:
    return list(view.console_messages)


def hosts(view: View) -> list[str]:
    return [url for url in view.requested_urls if not url.startswith((view.site, "data:"))]


def html(view: View) -> list[str]:
    size = len(view.html.encode())
    return [f"{size} bytes of HTML"] if size > MAX_HTML_BYTES else []


def sources(view: View) -> list[str]:
    size = sum(map(view.compressed, view.ask("sources()")))
    return [f"{size} bytes of CSS and scripts"] if size > MAX_SOURCE_BYTES else []


def nu(view: View) -> list[str]:
    return view.nu.errors(view.html) if view.nu else []


def inline(view: View) -> list[str]:
    reader = _Inline()
    reader.feed(view.html)
    return reader.found


def shift(view: View) -> list[str]:
    moved = view.ask("shift()")
    return [f"the layout shifted by {moved:.3f}"] if moved > MAX_LAYOUT_SHIFT else []


def overflow(view: View) -> list[str]:
    view.wide(NARROW)
    return view.ask("overflow()")


def axe(view: View) -> list[str]:
    """WCAG 2.2 A and AA, and AAA for the contrast of text."""
    return view.ask("axe()")


def dark(view: View) -> list[str]:
    with view.dark():
        return view.ask("contrast()")


def clipping(view: View) -> list[str]:
    return view.ask("clipped()")


def spacing(view: View) -> list[str]:
    """WCAG 1.4.12: no text is lost because its reader spaces it out."""
    before = _lost(view)
    with view.spaced():
        return [one for one in _lost(view) if one not in before]


def _lost(view: View) -> list[str]:
    return [*view.ask("clipped()"), *view.ask("overflow()")]


def motion(view: View) -> list[str]:
    """Nothing moves for a reader who asks for little motion."""
    return view.ask("moving()")


EVERYWHERE: tuple[Measure, ...] = (status, console, hosts, html, sources, inline, nu, shift, axe)
LIGHT: tuple[Measure, ...] = (*EVERYWHERE, overflow)  # which makes the page narrow
AT_1280: tuple[Measure, ...] = (*EVERYWHERE, dark, clipping, spacing, motion)
AT_320: tuple[Measure, ...] = (status, console, shift, overflow, axe, clipping)


def missed(view: View, measures: tuple[Measure, ...]) -> dict[str, list[str]]:
    found = {measure.__name__: list(measure(view)) for measure in measures}
    return {name: lines for name, lines in found.items() if lines}


class _Inline(HTMLParser):
    """What the content security policy would stop."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        spoken = any(name == "style" or name.startswith("on") for name in names)
        if spoken or tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(self.get_starttag_text() or tag)
