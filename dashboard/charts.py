"""Bar charts as SVG, each beside a table of the same numbers with links to the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.formats import number_format
from django.utils.translation import gettext

# Drawn by hand: chart libraries need scripts in the browser, or write inline styles, which the content
# security policy refuses.
_WIDTH, _ROW, _BAR = 340, 42, 12  # units of the viewBox


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    number: int
    url: str

    @property
    def shown(self) -> str:
        return number_format(self.number, force_grouping=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    code: str  # prefix of the ids of its elements
    title: str
    heading: str  # of the column of labels: "State"
    counted: str  # of the column of numbers: "Accounts"
    bars: Sequence[Bar]

    @property
    def svg(self) -> str:
        """The SVG element. Screen readers read its title and description; the table has the numbers."""
        maximum = max(bar.number for bar in self.bars) or 1  # all may be zero
        parts = [
            part for row, bar in enumerate(self.bars) for part in _render_bar(bar, row, maximum)
        ]
        desc = gettext("Bars of the numbers in the table below.")
        return (
            f'<svg class="bars" viewBox="0 0 {_WIDTH} {_ROW * len(self.bars)}" role="img"'
            f' aria-labelledby="{self.code}-title {self.code}-desc">'
            f'<title id="{self.code}-title">{escape(self.title)}</title>'
            f'<desc id="{self.code}-desc">{escape(desc)}</desc>{"".join(parts)}</svg>'
        )


def _render_bar(bar: Bar, row: int, maximum: int) -> tuple[str, str]:
    top = row * _ROW
    length = round(bar.number / maximum * _WIDTH)
    return (
        f'<text x="0" y="{top + 16}">{escape(bar.label)} – {bar.shown}</text>',
        f'<rect x="0" y="{top + 23}" width="{max(length, 1)}" height="{_BAR}"/>',
    )
