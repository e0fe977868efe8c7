"""The address rules of a platform as plain data: hosts, address patterns, reserved words."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self, get_type_hints

from registry.addresses import errors as problems
from registry.addresses.errors import AddressError
from registry.addresses.hosts import is_plain_host
from web.language import localized

MAX_HANDLE_LENGTH = 100  # leaves room for the skeleton, which may be twice as long


@dataclass(frozen=True, slots=True)
class Name:
    """A name in both languages; str() gives the one of the active language."""

    en: str
    fr: str

    def __str__(self) -> str:
        return localized(self.en, self.fr)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPattern:
    """One kind of account address. In a template, {handle} is the handle and * any one segment."""

    address: str  # canonical; {host} is the instance, whose name ends the handle
    pattern: str  # of the handle; ASCII
    min_length: int = 1
    max_length: int = MAX_HANDLE_LENGTH
    # Other addresses of the account: a path "/u/{handle}", or a host "{handle}.site.com".
    aliases: tuple[str, ...] = ()
    prefix: str = ""  # keeps two kinds of handle of one platform apart, as in "channel/UC..."
    case_sensitive: bool = False
    ignored: str = ""  # characters that make no difference, such as the dots of Facebook

    def __post_init__(self) -> None:
        if not self.address.startswith("https://"):
            raise AddressError(problems.BAD_TEMPLATE, template=self.address)
        for template in self.templates:
            if template.count("{handle}") != 1 or not template.startswith(("/", "{handle}.")):
                raise AddressError(problems.BAD_TEMPLATE, template=template)
        if not 1 <= self.min_length <= self.max_length <= MAX_HANDLE_LENGTH - len(self.prefix):
            raise AddressError(problems.BAD_LENGTHS, most=MAX_HANDLE_LENGTH - len(self.prefix))
        _check_regex(self.pattern)

    @property
    def templates(self) -> tuple[str, ...]:
        """The canonical address and its aliases, from the path on, or from a host with the handle."""
        host, _, path = self.address.removeprefix("https://").partition("/")
        # A shared host is checked on its own, so that all hosts of a platform share the templates.
        canonical = f"{host}/{path}" if "{handle}" in host else f"/{path}"
        return (canonical.rstrip("/"), *(template.rstrip("/") for template in self.aliases))

    @property
    def on_instance(self) -> bool:
        return "{host}" in self.address

    @property
    def in_host(self) -> bool:
        return self.address.startswith("https://{handle}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformRules:
    slug: str
    name_en: str
    name_fr: str
    category: int  # of § 3.3
    status: str = "open"  # open, closed or renamed
    renamed_to: str = ""  # a slug
    allowed_on_devices: bool = True
    unconfirmed: bool = False
    hosts: tuple[str, ...] = ()
    short_hosts: tuple[str, ...] = ()  # of short links, which cannot be followed here
    forms: tuple[AddressPattern, ...] = ()
    reserved: tuple[str, ...] = ()  # words of the platform that are never a handle
    tabs: tuple[str, ...] = ()  # parts of an account's page, dropped from its address
    personal: tuple[str, ...] = ()  # first path segments of the pages of persons (§ 3.1 Note)

    def __post_init__(self) -> None:
        for host in (*self.hosts, *self.short_hosts):
            if not is_plain_host(host):
                raise AddressError(problems.BAD_HOST, host=host)

    @property
    def name(self) -> Name:
        return Name(self.name_en, self.name_fr)

    def as_json(self) -> dict[str, Any]:
        """The address rules alone: the other fields are columns of `Platform`."""
        return {part: value for part, value in asdict(self).items() if part in _RULE_PARTS}

    @classmethod
    def from_json(cls, data: Mapping[str, Any], **columns: Any) -> Self:
        """Rules from JSON that an administrator may have edited. Raises AddressError."""
        try:
            parts: dict[str, Any] = {part: tuple(value) for part, value in data.items()}
            forms = tuple(_form_from_json(form) for form in parts.pop("forms", ()))
            if not parts.keys() <= _RULE_PARTS or not _all_text(parts.values()):
                raise AddressError(problems.BAD_RULES)
            return cls(**columns, **parts, forms=forms)
        except (TypeError, AttributeError) as error:
            raise AddressError(problems.BAD_RULES) from error


_RULE_PARTS = {"hosts", "short_hosts", "forms", "reserved", "tabs", "personal"}


def _form_from_json(data: Mapping[str, Any]) -> AddressPattern:
    types = {
        name: part for name, part in get_type_hints(AddressPattern).items() if name != "aliases"
    }
    values = {**data, "aliases": tuple(data.get("aliases", ()))}
    for part, value in values.items():
        # A dataclass checks no types: a length given as text would only fail at the first address.
        if part != "aliases" and not isinstance(value, types.get(part, str)):
            raise AddressError(problems.BAD_RULES)
    if not _all_text([values["aliases"]]):
        raise AddressError(problems.BAD_RULES)
    return AddressPattern(**values)


def _all_text(lists: Any) -> bool:
    return all(isinstance(item, str) for items in lists for item in items)


def _check_regex(pattern: str) -> None:
    try:
        re.compile(pattern, re.ASCII)
    except re.error as error:
        raise AddressError(problems.BAD_PATTERN, pattern=pattern) from error
