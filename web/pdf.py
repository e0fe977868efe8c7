"""PDFs that are accessible (PDF/UA-1), and that no stored character can keep from being made."""

import json
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import gettext

_TEMPLATES = settings.BASE_DIR / "templates" / "typst"
_FONTS = settings.BASE_DIR / "web" / "fonts"  # of signs, from npm (`dev/assets.py`)
# In place of a character without a glyph: fonts for all of them would be larger than the rest of the site.
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Of one document, each tried in about 1 ms; further ones are replaced.
MAX_TRIED_CHARACTERS = 500
_TRIAL = b'#set document(title: "-")\n#set text(lang: "en")\n#sys.inputs.at("given")'


def render_pdf(template: str, context: dict[str, Any]) -> bytes:
    """A PDF from a template of `templates/typst/`; `context` must be JSON.

    Characters that no font has become REPLACEMENT, and the template gets a sentence about them as `replaced`.
    """
    source = (_TEMPLATES / template).read_bytes()
    try:
        return _compile(source, context | {"replaced": ""})
    except typst.TypstError:
        characters = sorted(set("".join(_strings(context))))[:MAX_TRIED_CHARACTERS]
        printable = set(filter(_has_glyph, characters))
    sentence = gettext("%(sign)s stands for a character that this document cannot show.")
    context = context | {"replaced": sentence % {"sign": REPLACEMENT}}
    try:
        return _compile(source, _replace(context, printable.__contains__))
    except typst.TypstError:
        # Signs that have a glyph alone, but not with the one before them.
        return _compile(source, _replace(context, _is_latin))


def _compile(source: bytes, context: dict[str, Any]) -> bytes:
    # As input, not written into the template: nothing that somebody typed is read as typst markup.
    return _compile_text(source, json.dumps(context))


def _compile_text(source: bytes, given: str) -> bytes:
    document: bytes = typst.compile(
        source,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"given": given},
        pdf_standards=["ua-1"],
    )
    return document


@cache
def _fonts() -> typst.Fonts:
    # Without those of the machine: a document is the same everywhere, also in an image that has none.
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_FONTS)])


@lru_cache(maxsize=4096)
def _has_glyph(character: str) -> bool:
    try:
        # Between letters: alone, some characters are left out of the text without an error.
        _compile_text(_TRIAL, f"a{character}a")
    except typst.TypstError:
        return False
    return True


def _is_latin(character: str) -> bool:
    return " " <= character <= "~" or "\u00a0" <= character < "\u0250" or character in "\n–’"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def _replace(value: Any, is_kept: Callable[[str], bool]) -> Any:
    """The value, with REPLACEMENT for each other character in the strings it holds."""
    if isinstance(value, str):
        return "".join(c if is_kept(c) or c == REPLACEMENT else REPLACEMENT for c in value)
    if isinstance(value, dict):
        return {key: _replace(item, is_kept) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_replace(item, is_kept) for item in value]
    return value
