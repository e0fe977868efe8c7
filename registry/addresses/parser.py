"""From a pasted address to platform, handle and canonical address, by the platform's own rules.

The pasted text is never kept: what is accepted is rebuilt from the handle.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from registry.addresses import errors as problems
from registry.addresses.errors import AddressError, AddressProblem
from registry.addresses.hosts import is_lookalike
from registry.addresses.patterns import AddressPattern, PlatformRules
from registry.addresses.url import SplitUrl, plain_text, split_url


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    platform: str  # the slug
    handle: str  # as written, without the leading @
    key: str  # what makes two handles the same
    address: str  # canonical


def parse(text: str, rules: Sequence[PlatformRules]) -> ParsedAddress | AddressProblem:
    try:
        web = split_url(text)
        rule = _platform_at(web.host, rules)
        return _account_at(web, rule)
    except AddressError as unreadable:
        return unreadable.problem


def parse_handle(text: str, rule: PlatformRules) -> ParsedAddress | AddressProblem:
    """A handle typed beside the name of its platform."""
    try:
        handle = plain_text(text).removeprefix("@")
        forms = _forms_for(handle, rule)
        return _first(_account(handle[len(form.prefix) :], form, rule) for form in forms)
    except AddressError as unreadable:
        return unreadable.problem


def platform_problem(
    rule: PlatformRules, rules: Sequence[PlatformRules] = ()
) -> AddressProblem | None:
    """Why no account may be asked for there, whatever its handle; `rules` hold the successor."""
    if rule.standing == "renamed":
        names = {other.slug: other.name for other in rules}
        successor = names.get(rule.renamed_to, rule.renamed_to)
        return AddressProblem(problems.RENAMED, {"platform": rule.name, "successor": successor})
    if rule.standing != "open":
        return AddressProblem(problems.CLOSED, {"platform": rule.name})
    if not rule.allowed_on_devices:
        return AddressProblem(problems.BARRED, {"platform": rule.name})
    return None


def _platform_at(host: str, rules: Sequence[PlatformRules]) -> PlatformRules:
    for rule in rules:
        if host in rule.hosts:
            return rule
    for rule in rules:
        if any(_host_of(template).fullmatch(host) for template in _host_templates(rule)):
            return rule
    raise unknown_host_error(host, rules)


def unknown_host_error(host: str, rules: Sequence[PlatformRules]) -> AddressError:
    for rule in rules:
        if host in rule.short_hosts:
            return AddressError(problems.SHORT_LINK, host=host)
        if any(host.endswith(f".{known}") for known in rule.hosts):
            return AddressError(problems.OTHER_SITE, host=host, platform=rule.name)
    for known in (known for rule in rules for known in rule.hosts):
        if is_lookalike(host, known):
            return AddressError(problems.LOOKALIKE, host=host, known=known)
    return AddressError(problems.UNKNOWN_HOST, host=host)


def _account_at(web: SplitUrl, rule: PlatformRules) -> ParsedAddress:
    if not rule.forms:
        raise _no_address(rule)
    found = [(form, match) for form in rule.forms for match in _matches(web, form, rule)]
    if found:
        return _first(_read_match(match, form, web.host, rule) for form, match in found)
    if not web.words:
        raise AddressError(problems.NO_HANDLE, platform=rule.name)
    personal = web.words[0].lower() in rule.personal
    raise AddressError(problems.PERSONAL if personal else problems.NOT_ACCOUNT, platform=rule.name)


def _read_match(
    match: re.Match[str], form: AddressPattern, host: str, rule: PlatformRules
) -> ParsedAddress | AddressProblem:
    handle, tail = match["handle"], match["tail"]
    if not form.prefix and handle.lower() in rule.reserved:
        return AddressProblem(problems.NOT_ACCOUNT, {"platform": rule.name})
    if tail and tail.lower() not in rule.tabs:
        return AddressProblem(problems.INSIDE, {"platform": rule.name})
    return _account(f"{handle}@{host}" if form.on_instance else handle, form, rule)


def _account(
    handle: str, form: AddressPattern, rule: PlatformRules
) -> ParsedAddress | AddressProblem:
    user, host = handle, ""
    if form.on_instance:
        user, _, host = handle.partition("@")
        host = host.lower()
    if form.in_host:
        user = user.lower()
    problem = _handle_problem(user, form, rule)
    if not problem and form.on_instance and host not in rule.hosts:
        problem = AddressProblem(problems.NO_INSTANCE, {"platform": rule.name})
    if problem:
        return problem
    shown = f"{form.prefix}{user}@{host}" if host else f"{form.prefix}{user}"
    address = form.address.replace("{handle}", user).replace("{host}", host)
    return ParsedAddress(rule.slug, shown, _key(user, host, form), address)


def _handle_problem(user: str, form: AddressPattern, rule: PlatformRules) -> AddressProblem | None:
    if len(user) < form.min_length:
        return AddressProblem(problems.TOO_SHORT, {"platform": rule.name, "least": form.min_length})
    if len(user) > form.max_length:
        return AddressProblem(problems.TOO_LONG, {"platform": rule.name, "most": form.max_length})
    if not re.fullmatch(form.pattern, user, re.ASCII):
        return AddressProblem(problems.BAD_HANDLE, {"platform": rule.name})
    if not form.prefix and user.lower() in rule.reserved:
        return AddressProblem(problems.RESERVED, {"platform": rule.name})
    return None


def _key(user: str, host: str, form: AddressPattern) -> str:
    kept = "".join(sign for sign in user if sign not in form.ignored)
    kept = kept if form.case_sensitive else kept.lower()
    return f"{form.prefix}{kept}@{host}" if host else f"{form.prefix}{kept}"


def _forms_for(handle: str, rule: PlatformRules) -> list[AddressPattern]:
    marked = [form for form in rule.forms if form.prefix and _starts_with(handle, form.prefix)]
    forms = marked or [form for form in rule.forms if not form.prefix]
    if not forms:
        raise _no_address(rule)
    return forms


def _starts_with(handle: str, prefix: str) -> bool:
    return handle.lower().startswith(prefix.lower())


def _no_address(rule: PlatformRules) -> AddressError:
    if rule.standing == "closed":
        return AddressError(problems.CLOSED, platform=rule.name)
    return AddressError(problems.NO_ADDRESS, platform=rule.name)


def _first(readings: Iterator[ParsedAddress | AddressProblem]) -> ParsedAddress | AddressProblem:
    """The first account among the readings; failing that, what was wrong with the first."""
    tried = list(readings)
    return next((reading for reading in tried if isinstance(reading, ParsedAddress)), tried[0])


def _host_templates(rule: PlatformRules) -> Iterator[str]:
    for form in rule.forms:
        yield from (template for template in form.templates if not template.startswith("/"))


def _matches(web: SplitUrl, form: AddressPattern, rule: PlatformRules) -> Iterator[re.Match[str]]:
    path = "".join(f"/{word}" for word in web.words)
    shared = web.host in rule.hosts  # otherwise the host itself names the account
    for template in form.templates:
        if match := _whole(template).fullmatch(path if shared else f"{web.host}{path}"):
            yield match


@lru_cache(maxsize=1000)
def _whole(template: str) -> re.Pattern[str]:
    """The template as a pattern with a named handle, and whatever follows it as the tail."""
    return re.compile(_pattern(template) + r"(?:/(?P<tail>.+))?", re.ASCII)


@lru_cache(maxsize=1000)
def _host_of(template: str) -> re.Pattern[str]:
    return re.compile(_pattern(template.partition("/")[0]), re.ASCII)


def _pattern(template: str) -> str:
    word = "[^/]+" if template.startswith("/") else "[^/.]+"
    pattern = re.escape(template).replace(r"\{handle\}", f"(?P<handle>{word})")
    return pattern.replace(r"\*", "[^/]+")
