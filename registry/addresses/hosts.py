"""Host names: which are plain, and which only look like a known one."""

import re
from collections.abc import Iterator

from registry.addresses import errors as problems
from registry.addresses.errors import AddressError
from web.text.confusables import skeleton

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PLAIN_HOST = re.compile(rf"(?:{_LABEL}\.)+[a-z][a-z0-9-]*[a-z0-9]")
# A browser takes a host for an IPv4 address if its last label is a number, decimal or hexadecimal.
_NUMERIC_LABEL = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\.?")
# Languages and countries (fr, uk, fr-ca, zh-hans), and the sites for telephones.
_FAMILY_LABEL = re.compile(r"[a-z]{2}(?:-[a-z]{2,4})?|www|m|mobile|mbasic|touch|app|lite|web")
_MIN_BRAND_LENGTH = 5  # a shorter name turns up inside too many innocent words


def is_plain_host(host: str) -> bool:
    """Two labels or more of small letters, digits and hyphens; no IP address, no punycode."""
    return bool(_PLAIN_HOST.fullmatch(host)) and len(host) <= 253 and not is_punycode(host)


def validate_host(authority: str) -> str:
    """The host in small letters. Raises AddressError for user info, port, IP address or punycode."""
    # "https://x.com@evil.example" leads to evil.example.
    if "@" in authority:
        raise AddressError(problems.USER_INFO)
    last_label = authority.partition(":")[0].lower().rstrip(".").rpartition(".")[2]
    if authority.startswith("[") or _NUMERIC_LABEL.fullmatch(last_label):
        raise AddressError(problems.NUMERIC_HOST)
    if ":" in authority:
        raise AddressError(problems.PORT)
    host = authority.lower()
    if is_punycode(host):
        raise AddressError(problems.PUNYCODE)
    if not is_plain_host(host):
        raise AddressError(problems.NOT_ADDRESS)
    return host


def family_of(host: str) -> Iterator[str]:
    """The host, then what is left without the labels of a language, a country or a telephone site."""
    yield host
    label, _, rest = host.partition(".")
    if "." in rest and _FAMILY_LABEL.fullmatch(label):
        yield from family_of(rest)


def is_lookalike(host: str, known: str) -> bool:
    # The known host as labels of a longer one: x.com.evil.example.
    if f".{known}." in f".{host}.":
        return True
    if skeleton(host) == skeleton(known):
        return True
    # The brand inside a label: facebook-login.com. Only of a host such as facebook.com: the first
    # label of m.youtube.com is no brand.
    brand, _, rest = known.partition(".")
    if "." in rest or len(brand) < _MIN_BRAND_LENGTH:
        return False
    return any(skeleton(brand) in skeleton(label) for label in host.split("."))


def is_punycode(host: str) -> bool:
    return any(label.startswith("xn--") for label in host.split("."))
