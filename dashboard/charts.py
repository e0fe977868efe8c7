"""Numbers as bars: plain SVG beside a table of the same numbers, each with its way to the rows.

No library fits here: those that draw in the browser need scripts, those that draw on the server write
inline styles, which the content security policy refuses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.formats import number_format
from django.utils.translation import gettext

_WIDTH, _ROW, _BAR = 340, 42, 12


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    number: int
    url: str

    @property
    def shown(self) -> str:
        return number_format(self.number, force_grouping=True)


@dataclass(frozen=True, slots=True)
class Chart:
    code: str  # names its parts on the page
    title: str
    heading: str  # what the bars stand for
    counted: str  # what the numbers count
    bars: Sequence[Bar]

    @property
    def svg(self) -> str:
        """Read out by its title; the numbers stand on the bars and in the table."""
        most = max(bar.number for bar in self.bars) or 1
        parts = [
            part for place, bar in enumerate(self.bars) for part in _render_bar(bar, place, most)
        ]
        desc = gettext("Bars of the numbers in the table below.")
        return (
            f'<svg class="bars" viewBox="0 0 {_WIDTH} {_ROW * len(self.bars)}" role="img"'
            f' aria-labelledby="{self.code}-title {self.code}-desc">'
            f'<title id="{self.code}-title">{escape(self.title)}</title>'
            f'<desc id="{self.code}-desc">{escape(desc)}</desc>{"".join(parts)}</svg>'
        )


def _render_bar(bar: Bar, place: int, most: int) -> tuple[str, str]:
    top = place * _ROW
    length = round(bar.number / most * _WIDTH)
    return (
        f'<text x="0" y="{top + 16}">{escape(bar.label)} – {bar.shown}</text>',
        f'<rect x="0" y="{top + 23}" width="{max(length, 1)}" height="{_BAR}"/>',
    )
