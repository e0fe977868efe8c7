"""How the addresses of one platform are read and written, as plain data."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from django.utils.translation import get_language

from registry.addresses import errors as problems
from registry.addresses.errors import AddressError
from registry.addresses.hosts import is_plain

MAX_HANDLE_LENGTH = 100  # leaves room for the skeleton, which may be twice as long


@dataclass(frozen=True, slots=True)
class Name:
    """A name in both languages; as text, the reader's."""

    en: str
    fr: str

    def __str__(self) -> str:
        return self.fr if get_language() == "fr" else self.en


@dataclass(frozen=True, slots=True)
class AddressPattern:
    """One kind of account address. In a template, {handle} is the handle and * any one word."""

    address: str  # canonical; {host} stands for the instance, whose name ends the handle
    pattern: str  # of the handle; ASCII
    min_length: int = 1
    max_length: int = MAX_HANDLE_LENGTH
    aliases: tuple[
        str, ...
    ] = ()  # other ways in: "/u/{handle}", or with a host "{handle}.site.com"
    prefix: str = ""  # keeps two kinds of handle of one platform apart, as in "channel/UC..."
    case_sensitive: bool = False
    ignored: str = ""  # signs that make no difference, such as the dots of Facebook

    def __post_init__(self) -> None:
        if not self.address.startswith("https://"):
            raise AddressError(problems.BAD_TEMPLATE, template=self.address)
        for template in self.templates:
            if template.count("{handle}") != 1 or not template.startswith(("/", "{handle}.")):
                raise AddressError(problems.BAD_TEMPLATE, template=template)
        if not 1 <= self.min_length <= self.max_length <= MAX_HANDLE_LENGTH - len(self.prefix):
            raise AddressError(problems.BAD_LENGTHS, most=MAX_HANDLE_LENGTH - len(self.prefix))
        _compiles(self.pattern)

    @property
    def templates(self) -> tuple[str, ...]:
        """Every way in: from the path on, or from the host on where the handle is part of it."""
        host, _, path = self.address.removeprefix("https://").partition("/")
        own = f"{host}/{path}" if "{handle}" in host else f"/{path}"
        return (own.rstrip("/"), *(template.rstrip("/") for template in self.aliases))

    @property
    def on_instance(self) -> bool:
        return "{host}" in self.address

    @property
    def in_host(self) -> bool:
        return self.address.startswith("https://{handle}.")


@dataclass(frozen=True, slots=True)
class PlatformRules:
    slug: str
    name_en: str
    name_fr: str
    category: int  # of § 3.3
    standing: str = "open"  # open, closed or renamed
    renamed_to: str = ""  # a slug
    allowed_on_devices: bool = True
    unconfirmed: bool = False
    hosts: tuple[str, ...] = ()
    short_hosts: tuple[str, ...] = ()
    forms: tuple[AddressPattern, ...] = ()
    reserved: tuple[str, ...] = ()  # words of the platform that are never a handle
    tabs: tuple[str, ...] = ()  # parts of an account's page, dropped from its address
    personal: tuple[str, ...] = ()  # first words of the addresses of persons

    def __post_init__(self) -> None:
        for host in (*self.hosts, *self.short_hosts):
            if not is_plain(host):
                raise AddressError(problems.BAD_HOST, host=host)

    @property
    def name(self) -> Name:
        return Name(self.name_en, self.name_fr)

    def as_json(self) -> dict[str, Any]:
        """How its addresses are read, apart from what the platform is."""
        return {part: value for part, value in asdict(self).items() if part in _READING}

    @classmethod
    def from_json(cls, data: Mapping[str, Any], **columns: Any) -> Self:
        try:
            parts = {part: tuple(value) for part, value in data.items()}
            forms = tuple(_form(form) for form in parts.pop("forms", ()))
            if not parts.keys() <= _READING or not _all_text(parts.values()):
                raise AddressError(problems.BAD_RULES)
            return cls(**columns, **parts, forms=forms)
        except (TypeError, AttributeError) as error:
            raise AddressError(problems.BAD_RULES) from error


_READING = {"hosts", "short_hosts", "forms", "reserved", "tabs", "personal"}


def _form(data: Mapping[str, Any]) -> AddressPattern:
    kinds = {field.name: field.type for field in fields(AddressPattern)}
    values = {**data, "aliases": tuple(data.get("aliases", ()))}
    for part, value in values.items():
        if part != "aliases" and not isinstance(value, kinds.get(part, str)):
            raise AddressError(problems.BAD_RULES)
    if not _all_text([values["aliases"]]):
        raise AddressError(problems.BAD_RULES)
    return AddressPattern(**values)


def _all_text(lists: Any) -> bool:
    return all(isinstance(word, str) for words in lists for word in words)


def _compiles(pattern: str) -> None:
    try:
        re.compile(pattern, re.ASCII)
    except re.error as error:
        raise AddressError(problems.BAD_PATTERN, pattern=pattern) from error
