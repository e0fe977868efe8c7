"""The address rules of a platform as plain data: hosts, address patterns, reserved words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self, get_type_hints

from registry.addresses import errors as problems
from registry.addresses.errors import AddressError
from registry.addresses.hosts import is_plain_host
from registry.addresses.regex import compiled
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
    # Of the handles that the platform gives out today. RE2; without the marks of accented letters.
    pattern: str
    min_length: int = 1
    max_length: int = MAX_HANDLE_LENGTH
    # Older accounts have more: it is read, and a new request is warned. Without them, as today.
    former_pattern: str = ""
    former_min_length: int = 0
    accents: bool = False  # Latin letters with marks are allowed, and make another handle
    # By a number or a former name: the platform leads on from here to the address in use.
    leads_on: bool = False
    # Other addresses of the account: a path "/u/{handle}" or "/user?id={handle}", or a host
    # "{handle}.site.com".
    aliases: tuple[str, ...] = ()
    within: tuple[str, ...] = ()  # addresses of its posts, as far as they name it
    prefix: str = ""  # keeps two kinds of handle of one platform apart, as in "channel/UC..."
    case_sensitive: bool = False
    ignored: str = ""  # characters that make no difference, such as the dots of Facebook

    def __post_init__(self) -> None:
        if not self.address.startswith("https://"):
            raise AddressError(problems.BAD_TEMPLATE, template=self.address)
        for template in (*self.templates, *self.within):
            if template.count("{handle}") != 1 or not template.startswith(("/", "{handle}.")):
                raise AddressError(problems.BAD_TEMPLATE, template=template)
        if not 1 <= self.min_length <= self.max_length <= MAX_HANDLE_LENGTH - len(self.prefix):
            raise AddressError(problems.BAD_LENGTHS, most=MAX_HANDLE_LENGTH - len(self.prefix))
        if not 0 <= self.former_min_length <= self.min_length:
            raise AddressError(problems.BAD_LENGTHS, most=MAX_HANDLE_LENGTH - len(self.prefix))
        for pattern in (self.pattern, self.former_pattern):
            compiled(pattern)

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

    @property
    def host_templates(self) -> list[str]:
        """Templates where the host itself names the account."""
        templates = (template for form in self.forms for template in form.templates)
        return [template for template in templates if not template.startswith("/")]

    @property
    def reads_accents(self) -> bool:
        """Whether an accented letter may stand in the path of an address."""
        return any(
            form.accents or any("*" in template for template in form.templates)
            for form in self.forms
        )

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


_TEMPLATE_LISTS = ("aliases", "within")
_RULE_PARTS = {"hosts", "short_hosts", "forms", "reserved", "tabs", "personal"}


def _form_from_json(data: Mapping[str, Any]) -> AddressPattern:
    types = get_type_hints(AddressPattern)
    lists = {part: tuple(data.get(part, ())) for part in _TEMPLATE_LISTS}
    for part, value in data.items():
        # A dataclass checks no types: a length given as text would only fail at the first address.
        if part not in lists and not isinstance(value, types.get(part, str)):
            raise AddressError(problems.BAD_RULES)
    if not _all_text(lists.values()):
        raise AddressError(problems.BAD_RULES)
    return AddressPattern(**{**data, **lists})


def _all_text(lists: Any) -> bool:
    return all(isinstance(item, str) for items in lists for item in items)
