"""A pasted text split into its host and the segments of its path. Nothing is ever fetched."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from registry.addresses import errors as problems
from registry.addresses.accents import compose, is_accented
from registry.addresses.errors import AddressError
from registry.addresses.hosts import validate_host

MAX_TEXT_LENGTH = 400
_BLANKS = " \t\r\n\f\v"  # trimmed around a paste; other Unicode spaces are refused
# What a paste brings along, and no such address begins or ends with.
_OPENING = "([{<«‹“”„‘’\"'`"
_CLOSING = ")]}>»›“”‘’\"'`.,;:!?…"
_NARROW_BLANKS = "\u00a0\u202f"  # French typography has them inside its quotation marks
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PLAIN_SIGN = re.compile(r"[A-Za-z0-9._~@:+-]")
_PORT = re.compile(r"[0-9]*(?:[/?#]|$)")


@dataclass(frozen=True, slots=True)
class SplitUrl:
    host: str
    segments: tuple[str, ...]  # of the path, percent-decoded where that changes no meaning
    query: Mapping[str, str]


def validate_text(text: str) -> str:
    """The text without the blanks around it, its letters composed with their marks.

    Raises AddressError unless it is short, and printable ASCII or accented Latin letters.
    """
    text = compose(text.strip(_BLANKS))
    if not text:
        raise AddressError(problems.EMPTY)
    if len(text) > MAX_TEXT_LENGTH:
        raise AddressError(problems.OVERLONG, most=MAX_TEXT_LENGTH)
    for position, character in enumerate(text, 1):
        _check_character(character, position)
    return text


def drop_punctuation(text: str) -> str:
    text = text.strip(_BLANKS)
    if text.startswith(tuple(_OPENING)):
        text = text.lstrip(_OPENING + _NARROW_BLANKS + _BLANKS)
    if text.endswith(tuple(_CLOSING)):
        shorter = text.rstrip(_CLOSING + _NARROW_BLANKS + _BLANKS)
        # Two dots after a slash are a part of the path; one ends the sentence.
        return text if shorter.endswith("/") and f"{shorter}.." in text else shorter
    return text


def split_url(text: str) -> SplitUrl:
    text = validate_text(drop_punctuation(text))
    validate_ascii(re.split(r"[/?#]", text, maxsplit=1)[0])
    rest = _strip_scheme(text)
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    before_fragment, _, fragment = rest.removeprefix(authority).partition("#")
    path, _, query = before_fragment.partition("?")
    for part in (authority, query, fragment):
        # Accented letters are for paths: a host with one passes for another.
        validate_ascii(part)
    # Without a scheme, a text without a dot can only be a handle, and so can one that begins with @.
    if rest == text and "." not in authority.lstrip("@"):
        is_bare_handle = re.fullmatch(r"@?[A-Za-z0-9_-]+", text)
        raise AddressError(problems.HANDLE_ONLY if is_bare_handle else problems.NOT_ADDRESS)
    if rest == text and authority.startswith("@"):
        raise AddressError(problems.HANDLE_ONLY)
    host = validate_host(authority)
    path = path.removeprefix("/").removesuffix("/")
    segments = tuple(map(_decode_segment, path.split("/"))) if path else ()
    return SplitUrl(host, segments, dict(parse_qsl(query)))


def validate_ascii(text: str) -> None:
    for position, character in enumerate(text, 1):
        if not character.isascii():
            raise _foreign(character, position)


def _foreign(character: str, position: int) -> AddressError:
    return AddressError(problems.FOREIGN, place=position, code=f"U+{ord(character):04X}")


def _check_character(character: str, position: int) -> None:
    if character in _BLANKS:
        raise AddressError(problems.SPACE)
    if character == "\\":  # browsers turn it into a slash: it could end the host early
        raise AddressError(problems.BACKSLASH)
    if (character.isascii() and character.isprintable()) or is_accented(character):
        return
    if unicodedata.category(character)[0] in "CZM":
        raise AddressError(problems.INVISIBLE, place=position, code=f"U+{ord(character):04X}")
    raise _foreign(character, position)


def _strip_scheme(text: str) -> str:
    if text.startswith("//"):
        return text[2:]
    scheme = _SCHEME.match(text)
    if not scheme:
        return text
    # In "x.com:443/navy" and "user:password@x.com" the colon ends no scheme.
    name, rest = scheme[1], text[scheme.end() :]
    if ("." in name and _PORT.match(rest)) or "@" in re.split("[/?#]", rest)[0]:
        return text
    if scheme[1].lower() not in ("https", "http"):
        raise AddressError(problems.SCHEME)
    if not text.startswith("//", scheme.end()):
        raise AddressError(problems.NOT_ADDRESS)
    return text[scheme.end() + 2 :]


def _decode_segment(segment: str) -> str:
    decoded = compose(unquote(segment))
    if decoded in (".", ".."):  # a browser would resolve them to another path
        raise AddressError(problems.NOT_ADDRESS)
    # %40 for @ is harmless; an encoded slash or question mark would change what the path means. It
    # stays encoded, and no handle has a percent sign.
    is_plain = all(_PLAIN_SIGN.fullmatch(char) or is_accented(char) for char in decoded)
    return decoded if is_plain else segment
