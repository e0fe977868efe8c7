"""PDFs that are accessible (PDF/UA-1), and that no stored character can keep from being made."""

import json
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import gettext

_TEMPLATES = settings.BASE_DIR / "templates" / "typst"
# In place of a character without a glyph: fonts for all of them would be larger than the rest of the site.
SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"
# Of one document, each tried in about 1 ms; further ones are replaced.
MAX_TRIED_CHARACTERS = 500
_TRIAL = b'#set document(title: "-")\n#set text(lang: "en")\n#sys.inputs.at("given")'


def render_pdf(template: str, context: dict[str, Any]) -> bytes:
    """A PDF from a template of `templates/typst/`; `context` must be JSON.

    Characters that no font has become SUBSTITUTE, and the template gets a sentence about them as `substituted`.
    """
    source = (_TEMPLATES / template).read_bytes()
    try:
        return _compile(source, context | {"substituted": ""})
    except typst.TypstError:
        printable = _printable_characters(context)
    context = context | {"substituted": _substitution_note()}
    try:
        return _compile(source, _substitute(context, printable.__contains__))
    except typst.TypstError:
        # Signs that have a glyph alone, but not with the one before them.
        return _compile(source, _substitute(context, _is_latin))


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
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_TEMPLATES / "fonts")])


def _printable_characters(context: dict[str, Any]) -> set[str]:
    characters = sorted(set("".join(_strings(context))))
    return set(filter(_has_glyph, characters[:MAX_TRIED_CHARACTERS]))


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


def _substitution_note() -> str:
    sentence = gettext("%(sign)s stands for a character that this document cannot show.")
    return sentence % {"sign": SUBSTITUTE}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def _substitute(value: Any, is_kept: Callable[[str], bool]) -> Any:
    """The value, with SUBSTITUTE for each other character in the strings it holds."""
    if isinstance(value, str):
        return "".join(c if is_kept(c) or c == SUBSTITUTE else SUBSTITUTE for c in value)
    if isinstance(value, dict):
        return {key: _substitute(item, is_kept) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_substitute(item, is_kept) for item in value]
    return value
