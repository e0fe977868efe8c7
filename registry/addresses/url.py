"""A pasted text split into its host and the segments of its path. Nothing is ever fetched."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from registry.addresses import errors as problems
from registry.addresses.errors import AddressError
from registry.addresses.hosts import validate_host

MAX_TEXT_LENGTH = 400
_BLANKS = " \t\r\n\f\v"  # trimmed around a paste; other Unicode spaces are refused
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PORT = re.compile(r"[0-9]*(?:[/?#]|$)")


@dataclass(frozen=True, slots=True)
class SplitUrl:
    host: str
    segments: tuple[str, ...]  # of the path, percent-decoded


def validate_text(text: str) -> str:
    """The text without the blanks around it. Raises AddressError unless it is short, printable ASCII."""
    text = text.strip(_BLANKS)
    if not text:
        raise AddressError(problems.EMPTY)
    if len(text) > MAX_TEXT_LENGTH:
        raise AddressError(problems.OVERLONG, most=MAX_TEXT_LENGTH)
    for position, character in enumerate(text, 1):
        _check_character(character, position)
    return text


def split_url(text: str) -> SplitUrl:
    text = validate_text(text)
    rest = _strip_scheme(text)
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    path = re.split(r"[?#]", rest.removeprefix(authority), maxsplit=1)[0]
    # Without a scheme, a text without a dot can only be a handle, and so can one that begins with @.
    if rest == text and "." not in authority.lstrip("@"):
        is_bare_handle = re.fullmatch(r"@?[A-Za-z0-9_-]+", text)
        raise AddressError(problems.HANDLE_ONLY if is_bare_handle else problems.NOT_ADDRESS)
    if rest == text and authority.startswith("@"):
        raise AddressError(problems.HANDLE_ONLY)
    host = validate_host(authority)
    path = path.removeprefix("/").removesuffix("/")
    return SplitUrl(host, tuple(map(_decode_segment, path.split("/"))) if path else ())


def _check_character(character: str, position: int) -> None:
    if character in _BLANKS:
        raise AddressError(problems.SPACE)
    if character == "\\":  # browsers turn it into a slash: it could end the host early
        raise AddressError(problems.BACKSLASH)
    if character.isascii() and character.isprintable():
        return
    is_invisible = unicodedata.category(character)[0] in "CZM"
    message = problems.INVISIBLE if is_invisible else problems.FOREIGN
    raise AddressError(message, place=position, code=f"U+{ord(character):04X}")


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
    decoded = unquote_to_bytes(segment).decode("ascii", "replace")
    if decoded in (".", ".."):  # a browser would resolve them to another path
        raise AddressError(problems.NOT_ADDRESS)
    # %40 for @ is harmless; an encoded slash or question mark would change what the path means.
    if decoded != segment and not re.fullmatch(r"[A-Za-z0-9._~@+-]+", decoded):
        raise AddressError(problems.ENCODED)
    return decoded
