"""From a pasted address to platform, handle and canonical address, by the platform's own rules.

The pasted text is never kept: what is accepted is rebuilt from the handle.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from registry import address_problems as problems
from registry.address_problems import Problem, Unreadable
from registry.hosts import imitates
from registry.platform_rules import Form, PlatformRules
from registry.web_addresses import WebAddress, plain_text, take_apart


@dataclass(frozen=True, slots=True)
class Parsed:
    platform: str  # the slug
    handle: str  # as written, without the leading @
    key: str  # what makes two handles the same
    address: str  # canonical


def parse(text: str, rules: Sequence[PlatformRules]) -> Parsed | Problem:
    try:
        web = take_apart(text)
        rule = _platform_at(web.host, rules)
        return _account_at(web, rule)
    except Unreadable as unreadable:
        return unreadable.problem


def parse_handle(text: str, rule: PlatformRules) -> Parsed | Problem:
    """A handle typed beside the name of its platform."""
    try:
        handle = plain_text(text).removeprefix("@")
        forms = _forms_for(handle, rule)
        return _first(_account(handle[len(form.prefix) :], form, rule) for form in forms)
    except Unreadable as unreadable:
        return unreadable.problem


def standing_problem(rule: PlatformRules, rules: Sequence[PlatformRules] = ()) -> Problem | None:
    """Why no account may be asked for there, whatever its handle; `rules` hold the successor."""
    if rule.standing == "renamed":
        names = {other.slug: other.name for other in rules}
        successor = names.get(rule.renamed_to, rule.renamed_to)
        return Problem(problems.RENAMED, {"platform": rule.name, "successor": successor})
    if rule.standing != "open":
        return Problem(problems.CLOSED, {"platform": rule.name})
    if not rule.allowed_on_devices:
        return Problem(problems.BARRED, {"platform": rule.name})
    return None


def _platform_at(host: str, rules: Sequence[PlatformRules]) -> PlatformRules:
    for rule in rules:
        if host in rule.hosts:
            return rule
    for rule in rules:
        if any(_host_of(template).fullmatch(host) for template in _host_templates(rule)):
            return rule
    raise _stranger(host, rules)


def _stranger(host: str, rules: Sequence[PlatformRules]) -> Unreadable:
    for rule in rules:
        if host in rule.short_hosts:
            return Unreadable(problems.SHORT_LINK, host=host)
        if any(host.endswith(f".{known}") for known in rule.hosts):
            return Unreadable(problems.OTHER_SITE, host=host, platform=rule.name)
    for known in (known for rule in rules for known in rule.hosts):
        if imitates(host, known):
            return Unreadable(problems.LOOKALIKE, host=host, known=known)
    return Unreadable(problems.UNKNOWN_HOST, host=host)


def _account_at(web: WebAddress, rule: PlatformRules) -> Parsed:
    if not rule.forms:
        raise _no_address(rule)
    found = [(form, match) for form in rule.forms for match in _matches(web, form, rule)]
    if found:
        return _first(_matched(match, form, web.host, rule) for form, match in found)
    if not web.words:
        raise Unreadable(problems.NO_HANDLE, platform=rule.name)
    personal = web.words[0].lower() in rule.personal
    raise Unreadable(problems.PERSONAL if personal else problems.NOT_ACCOUNT, platform=rule.name)


def _matched(match: re.Match[str], form: Form, host: str, rule: PlatformRules) -> Parsed | Problem:
    handle, tail = match["handle"], match["tail"]
    if not form.prefix and handle.lower() in rule.reserved:
        return Problem(problems.NOT_ACCOUNT, {"platform": rule.name})
    if tail and tail.lower() not in rule.tabs:
        return Problem(problems.INSIDE, {"platform": rule.name})
    return _account(f"{handle}@{host}" if form.on_instance else handle, form, rule)


def _account(handle: str, form: Form, rule: PlatformRules) -> Parsed | Problem:
    user, host = handle, ""
    if form.on_instance:
        user, _, host = handle.partition("@")
        host = host.lower()
    if form.in_host:
        user = user.lower()
    problem = _handle_problem(user, form, rule)
    if not problem and form.on_instance and host not in rule.hosts:
        problem = Problem(problems.NO_INSTANCE, {"platform": rule.name})
    if problem:
        return problem
    shown = f"{form.prefix}{user}@{host}" if host else f"{form.prefix}{user}"
    address = form.address.replace("{handle}", user).replace("{host}", host)
    return Parsed(rule.slug, shown, _key(user, host, form), address)


def _handle_problem(user: str, form: Form, rule: PlatformRules) -> Problem | None:
    if len(user) < form.shortest:
        return Problem(problems.TOO_SHORT, {"platform": rule.name, "least": form.shortest})
    if len(user) > form.longest:
        return Problem(problems.TOO_LONG, {"platform": rule.name, "most": form.longest})
    if not re.fullmatch(form.pattern, user, re.ASCII):
        return Problem(problems.BAD_HANDLE, {"platform": rule.name})
    if not form.prefix and user.lower() in rule.reserved:
        return Problem(problems.RESERVED, {"platform": rule.name})
    return None


def _key(user: str, host: str, form: Form) -> str:
    kept = "".join(sign for sign in user if sign not in form.ignored)
    kept = kept if form.case_sensitive else kept.lower()
    return f"{form.prefix}{kept}@{host}" if host else f"{form.prefix}{kept}"


def _forms_for(handle: str, rule: PlatformRules) -> list[Form]:
    marked = [form for form in rule.forms if form.prefix and _opens(handle, form.prefix)]
    forms = marked or [form for form in rule.forms if not form.prefix]
    if not forms:
        raise _no_address(rule)
    return forms


def _opens(handle: str, prefix: str) -> bool:
    return handle.lower().startswith(prefix.lower())


def _no_address(rule: PlatformRules) -> Unreadable:
    if rule.standing == "closed":
        return Unreadable(problems.CLOSED, platform=rule.name)
    return Unreadable(problems.NO_ADDRESS, platform=rule.name)


def _first(readings: Iterator[Parsed | Problem]) -> Parsed | Problem:
    """The first account among the readings; failing that, what was wrong with the first."""
    tried = list(readings)
    return next((reading for reading in tried if isinstance(reading, Parsed)), tried[0])


def _host_templates(rule: PlatformRules) -> Iterator[str]:
    for form in rule.forms:
        yield from (template for template in form.templates if not template.startswith("/"))


def _matches(web: WebAddress, form: Form, rule: PlatformRules) -> Iterator[re.Match[str]]:
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
