"""Names of sites: which are plain, and which only look like a known one."""

import re

from registry.addresses import errors as problems
from registry.addresses.confusables import skeleton
from registry.addresses.errors import AddressError

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PLAIN = re.compile(rf"(?:{_LABEL}\.)+[a-z][a-z0-9-]*[a-z0-9]")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\.?")
_BRAND = 5  # a shorter name turns up inside too many innocent words


def is_plain(host: str) -> bool:
    """Letters, digits and hyphens in two labels or more; no address by number, no punycode."""
    return bool(_PLAIN.fullmatch(host)) and len(host) <= 253 and not _punycode(host)


def plain_host(authority: str) -> str:
    if "@" in authority:
        raise AddressError(problems.USER_INFO)
    if authority.startswith("[") or _NUMBER.fullmatch(_last_label(authority)):
        raise AddressError(problems.NUMERIC_HOST)
    if ":" in authority:
        raise AddressError(problems.PORT)
    host = authority.lower()
    if _punycode(host):
        raise AddressError(problems.PUNYCODE)
    if not is_plain(host):
        raise AddressError(problems.NOT_ADDRESS)
    return host


def is_lookalike(host: str, known: str) -> bool:
    if f".{known}." in f".{host}.":
        return True
    if skeleton(host) == skeleton(known):
        return True
    brand, _, rest = known.partition(".")
    return "." not in rest and len(brand) >= _BRAND and _contains_brand(host, brand)


def _contains_brand(host: str, brand: str) -> bool:
    return any(skeleton(brand) in skeleton(label) for label in host.split("."))


def _punycode(host: str) -> bool:
    return any(label.startswith("xn--") for label in host.split("."))


def _last_label(authority: str) -> str:
    host = authority.partition(":")[0].lower().rstrip(".")
    return host.rpartition(".")[2]
