"""Colours come from tokens alone, and every text can be read in both themes (WCAG 1.4.6)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
TOKENS = Path(settings.BASE_DIR) / "static" / "vendor" / "gcds" / "tokens"
LIGHT_OR_DARK = re.compile(r"--([\w-]+): light-dark\(var\(--([\w-]+)\), var\(--([\w-]+)\)\)")
TEXT = [
    *(
        (front, back)
        for front in ("text", "muted", "link", "visited")
        for back in ("page", "raised")
    ),
    *((kind, f"{kind}-back") for kind in ("info", "success", "warning", "danger")),
    *(("text", f"{kind}-back") for kind in ("info", "success", "warning", "danger")),
    *((front, "page") for front in ("hover", "danger")),
    ("on-strong", "strong"),
    ("on-strong", "strong-hover"),
    ("on-band", "band"),
    ("on-danger", "danger"),
]
SHAPES = [("edge", "page"), ("focus", "page"), ("focus", "raised"), ("on-band", "band")]


def tokens() -> dict[str, str]:
    text = (TOKENS / "base.css").read_text() + (TOKENS / "global.css").read_text()
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", text))


def theme(place: int) -> dict[str, str]:
    known = tokens()
    rows = LIGHT_OR_DARK.findall((CSS / "theme.css").read_text())
    return {row[0]: known[row[1 + place]] for row in rows}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("place", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_colours_meet_enhanced_contrast(front, back, place):
    colours = theme(place)
    assert contrast(colours[front], colours[back]) >= 7


@pytest.mark.parametrize("place", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_edge_and_focus_colours_meet_non_text_contrast(front, back, place):
    colours = theme(place)
    assert contrast(colours[front], colours[back]) >= 3


def test_style_sheets_take_colours_from_tokens_only():
    for file in CSS.glob("*.css"):
        assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", file.read_text(), re.I), file.name
