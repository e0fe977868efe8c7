"""A pasted text taken apart into the site and the words of the path. Nothing is ever fetched."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from registry.addresses import errors as problems
from registry.addresses.errors import AddressError
from registry.addresses.hosts import plain_host

MAX_TEXT_LENGTH = 400
_AROUND = " \t\r\n\f\v"  # what a paste brings along; wider spaces are refused, not trimmed
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PORT = re.compile(r"[0-9]*(?:[/?#]|$)")


@dataclass(frozen=True, slots=True)
class SplitUrl:
    host: str
    words: tuple[str, ...]


def plain_text(text: str) -> str:
    """The text without the blanks around it: short, and ASCII to the last character."""
    text = text.strip(_AROUND)
    if not text:
        raise AddressError(problems.EMPTY)
    if len(text) > MAX_TEXT_LENGTH:
        raise AddressError(problems.OVERLONG, most=MAX_TEXT_LENGTH)
    for place, character in enumerate(text, 1):
        _check(character, place)
    return text


def split_url(text: str) -> SplitUrl:
    text = plain_text(text)
    rest = _without_scheme(text)
    authority, path = re.fullmatch(r"([^/?#]*)([^?#]*).*", rest).groups()
    if rest == text and "." not in authority.lstrip("@"):
        raise AddressError(problems.HANDLE_ONLY if _is_word(text) else problems.NOT_ADDRESS)
    if rest == text and authority.startswith("@"):
        raise AddressError(problems.HANDLE_ONLY)
    return SplitUrl(plain_host(authority), _words(path))


def _check(character: str, place: int) -> None:
    if character in _AROUND:
        raise AddressError(problems.SPACE)
    if character == "\\":
        raise AddressError(problems.BACKSLASH)
    if character.isascii() and character.isprintable():
        return
    unseen = unicodedata.category(character)[0] in "CZM"
    message = problems.INVISIBLE if unseen else problems.FOREIGN
    raise AddressError(message, place=place, code=f"U+{ord(character):04X}")


def _without_scheme(text: str) -> str:
    if text.startswith("//"):
        return text[2:]
    found = _SCHEME.match(text)
    if not found or _is_site(found[1], text[found.end() :]):
        return text
    if found[1].lower() not in ("https", "http"):
        raise AddressError(problems.SCHEME)
    if not text.startswith("//", found.end()):
        raise AddressError(problems.NOT_ADDRESS)
    return text[found.end() + 2 :]


def _is_site(name: str, rest: str) -> bool:
    """Whether what stands before the colon is a site with a port, or a user with a password."""
    return bool("." in name and _PORT.match(rest)) or "@" in re.split("[/?#]", rest)[0]


def _is_word(text: str) -> bool:
    return bool(re.fullmatch(r"@?[A-Za-z0-9_-]+", text))


def _words(path: str) -> tuple[str, ...]:
    words = path.removeprefix("/").removesuffix("/").split("/")
    return tuple(_decoded(word) for word in words) if words != [""] else ()


def _decoded(word: str) -> str:
    decoded = unquote_to_bytes(word).decode("ascii", "replace")
    if decoded in (".", ".."):
        raise AddressError(problems.NOT_ADDRESS)
    if decoded != word and not re.fullmatch(r"[A-Za-z0-9._~@+-]+", decoded):
        raise AddressError(problems.ENCODED)
    return decoded
