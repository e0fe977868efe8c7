"""From a pasted address to platform, handle and canonical address, by the platform's own rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote

import re2

from registry.addresses import errors as problems
from registry.addresses.accents import without_marks
from registry.addresses.errors import AddressError, AddressProblem
from registry.addresses.hosts import family_of, is_lookalike, is_punycode
from registry.addresses.patterns import AddressPattern, PlatformRules
from registry.addresses.regex import compiled
from registry.addresses.url import SplitUrl, split_url, validate_ascii, validate_text


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    platform: str  # the slug
    handle: str  # as written, without the leading @
    key: str  # normalized: the same for two ways to write one handle
    # Canonical, rebuilt from the handle: nothing of a pasted text is stored or linked to.
    address: str
    leads_on: bool = False  # by a number or a former name
    is_within: bool = False  # read from the address of a post, or of another page of the account
    warning: AddressProblem | None = None  # of a handle that only older accounts have


@dataclass(frozen=True, slots=True)
class _Match:
    handle: str
    tail: str  # the rest of the path
    is_within: bool  # by a template for posts
    is_bare: bool  # the handle is the first part of the path


def parse(text: str, platforms: Sequence[PlatformRules]) -> ParsedAddress | AddressProblem:
    """The account at this address; a post of an account is refused."""
    parsed = parse_within(text, platforms)
    if isinstance(parsed, ParsedAddress) and parsed.is_within:
        platform = next(rules for rules in platforms if rules.slug == parsed.platform)
        return AddressProblem(message=problems.INSIDE, params={"platform": platform.name})
    return parsed


def parse_within(text: str, platforms: Sequence[PlatformRules]) -> ParsedAddress | AddressProblem:
    """The account that this address names, be it the account's own or that of a post."""
    try:
        url = split_url(text)
        platform, host = _platform_of_host(url.host, platforms)
        return _account_of_url(replace(url, host=host), platform)
    except AddressError as error:
        return error.problem


def parse_handle(text: str, platform: PlatformRules) -> ParsedAddress | AddressProblem:
    """A handle typed beside the name of its platform."""
    try:
        handle = validate_text(text).removeprefix("@")
        forms = _forms_for_handle(handle, platform)
        return _first_account(
            _build_account(handle[len(form.prefix) :], form, platform) for form in forms
        )
    except AddressError as error:
        return error.problem


def accounts_named(text: str, platform: PlatformRules) -> list[ParsedAddress]:
    """All accounts of this platform that somebody may mean by a handle alone; none if it fits none."""
    try:
        handle = validate_text(text).removeprefix("@")
    except AddressError:
        return []
    tried: list[ParsedAddress | AddressProblem] = []
    for form in platform.forms:
        names = [handle]
        if form.on_instance and "@" not in handle:
            names = [f"{handle}@{host}" for host in platform.hosts]
        tried += [_build_account(name, form, platform) for name in names]
    accounts = {parsed.key: parsed for parsed in tried if isinstance(parsed, ParsedAddress)}
    return list(accounts.values())


def platform_problem(
    platform: PlatformRules, platforms: Sequence[PlatformRules] = ()
) -> AddressProblem | None:
    """Why no account may be requested on this platform; `platforms` are searched for a successor."""
    if platform.status == "renamed":
        names = {other.slug: other.name for other in platforms}
        successor = names.get(platform.renamed_to, platform.renamed_to)
        return AddressProblem(
            message=problems.RENAMED, params={"platform": platform.name, "successor": successor}
        )
    if platform.status != "open":
        return AddressProblem(message=problems.CLOSED, params={"platform": platform.name})
    if not platform.allowed_on_devices:
        return AddressProblem(message=problems.BARRED, params={"platform": platform.name})
    return None


def _platform_of_host(host: str, platforms: Sequence[PlatformRules]) -> tuple[PlatformRules, str]:
    """With the host as the platform's rules have it. Raises AddressError."""
    # Hosts first: www.tumblr.com is a page of Tumblr and not the blog of an account named "www".
    for platform in platforms:
        if host in platform.hosts:
            return platform, host
    for platform in platforms:
        hosts = [template.partition("/")[0] for template in platform.host_templates]
        if any(compiled(_template_regex(template)).fullmatch(host) for template in hosts):
            return platform, host
    if not any(host in platform.short_hosts for platform in platforms):
        for known in family_of(host):
            for platform in platforms:
                if known in platform.hosts and not platform.host_templates:
                    return platform, known
    raise _unknown_host_error(host, platforms)


def _unknown_host_error(host: str, platforms: Sequence[PlatformRules]) -> AddressError:
    for platform in platforms:
        if host in platform.short_hosts:
            return AddressError(problems.SHORT_LINK, host=host)
        if any(host.endswith(f".{known}") for known in platform.hosts):
            return AddressError(problems.OTHER_SITE, host=host, platform=platform.name)
    # Look-alikes last: business.facebook.com contains the brand too, and belongs to the platform.
    for known in (known for platform in platforms for known in platform.hosts):
        if is_lookalike(host, known):
            return AddressError(problems.LOOKALIKE, host=host, known=known)
    return AddressError(problems.UNKNOWN_HOST, host=host)


def _account_of_url(url: SplitUrl, platform: PlatformRules) -> ParsedAddress | AddressProblem:
    if not platform.forms:
        raise _no_address_error(platform)
    if not platform.reads_accents:
        validate_ascii("/".join(url.segments))
    matches = [
        (form, match) for form in platform.forms for match in _match_templates(url, form, platform)
    ]
    if matches:
        return _first_account(
            _account_from_match(match, form, url.host, platform) for form, match in matches
        )
    if not url.segments:
        raise AddressError(problems.NO_HANDLE, platform=platform.name)
    is_personal = url.segments[0].lower() in platform.personal
    raise AddressError(
        problems.PERSONAL if is_personal else problems.NOT_ACCOUNT, platform=platform.name
    )


def _account_from_match(
    match: _Match, form: AddressPattern, host: str, platform: PlatformRules
) -> ParsedAddress | AddressProblem:
    handle = match.handle
    # "/c/search" with a prefix can only be an account; "/search" without one is the platform's own.
    if (match.is_bare or not form.prefix) and _is_reserved(handle, form, platform):
        return AddressProblem(message=problems.NOT_ACCOUNT, params={"platform": platform.name})
    if unquote(handle) != handle:
        return AddressProblem(message=problems.ENCODED)
    # One instance shows the accounts of the others too, as /@name@other.site.
    if form.on_instance and "@" not in handle:
        handle = f"{handle}@{host}"
    parsed = _build_account(handle, form, platform)
    if isinstance(parsed, AddressProblem):
        return parsed
    # A tab of the profile is the account; anything else below it is a post or the like.
    is_within = match.is_within or bool(match.tail and match.tail.lower() not in platform.tabs)
    return replace(parsed, is_within=is_within)


def _build_account(
    handle: str, form: AddressPattern, platform: PlatformRules
) -> ParsedAddress | AddressProblem:
    user, host = handle, ""
    if form.on_instance:
        user, _, host = handle.partition("@")
        host = host.lower()
    if form.in_host:
        user = user.lower()  # host names ignore case
    problem = _handle_problem(user, form, platform)
    if not problem and form.on_instance and host not in platform.hosts:
        problem = AddressProblem(message=problems.NO_INSTANCE, params={"platform": platform.name})
    if problem:
        return problem
    instance = f"@{host}" if host else ""
    is_usual = _fits(user, form.pattern) and _significant_length(user, form) >= form.min_length
    unusual = AddressProblem(message=problems.UNUSUAL, params={"platform": platform.name})
    key = "".join(char for char in user if char not in form.ignored)
    return ParsedAddress(
        platform=platform.slug,
        handle=f"{form.prefix}{user}{instance}",
        key=f"{form.prefix}{key if form.case_sensitive else key.lower()}{instance}",
        address=form.address.replace("{handle}", user).replace("{host}", host),
        leads_on=form.leads_on,
        warning=None if is_usual else unusual,
    )


def _handle_problem(
    user: str, form: AddressPattern, platform: PlatformRules
) -> AddressProblem | None:
    if not form.accents:
        try:
            validate_ascii(user)
        except AddressError as error:
            return error.problem
    least = form.former_min_length or form.min_length
    if _significant_length(user, form) < least:
        return AddressProblem(
            message=problems.TOO_SHORT, params={"platform": platform.name, "least": least}
        )
    if len(user) > form.max_length:
        return AddressProblem(
            message=problems.TOO_LONG, params={"platform": platform.name, "most": form.max_length}
        )
    patterns = (form.pattern, form.former_pattern or form.pattern)
    if not any(_fits(user, pattern) for pattern in patterns) or is_punycode(user.lower()):
        return AddressProblem(message=problems.BAD_HANDLE, params={"platform": platform.name})
    if not form.prefix and _is_reserved(user, form, platform):
        return AddressProblem(message=problems.RESERVED, params={"platform": platform.name})
    return None


def _fits(user: str, pattern: str) -> bool:
    return compiled(pattern).fullmatch(without_marks(user)) is not None


def _significant_length(user: str, form: AddressPattern) -> int:
    return sum(char not in form.ignored for char in user)


def _is_reserved(handle: str, form: AddressPattern, platform: PlatformRules) -> bool:
    word = handle.lower()
    key = "".join(char for char in word if char not in form.ignored)
    return word in platform.reserved or key in platform.reserved or word.endswith(".php")


def _forms_for_handle(handle: str, platform: PlatformRules) -> list[AddressPattern]:
    """The forms whose prefix the handle has, or else those without one. Raises AddressError."""
    prefixed = [
        form
        for form in platform.forms
        if form.prefix and handle.lower().startswith(form.prefix.lower())
    ]
    forms = prefixed or [form for form in platform.forms if not form.prefix]
    if not forms:
        raise _no_address_error(platform)
    return forms


def _no_address_error(platform: PlatformRules) -> AddressError:
    if platform.status == "closed":
        return AddressError(problems.CLOSED, platform=platform.name)
    return AddressError(problems.NO_ADDRESS, platform=platform.name)


def _first_account(
    results: Iterator[ParsedAddress | AddressProblem],
) -> ParsedAddress | AddressProblem:
    """The first account, its own address before that of a post; where none is, the first problem."""
    tried = list(results)
    accounts = [result for result in tried if isinstance(result, ParsedAddress)]
    # A number is read by the form for numbers, though a name might be written so.
    return min(accounts, key=lambda a: (a.is_within, not a.leads_on), default=tried[0])


def _match_templates(
    url: SplitUrl, form: AddressPattern, platform: PlatformRules
) -> Iterator[_Match]:
    path = "".join(f"/{segment}" for segment in url.segments)
    is_shared_host = url.host in platform.hosts  # otherwise the host itself names the account
    text = path if is_shared_host else f"{url.host}{path}"
    for template in (*form.templates, *form.within):
        found = _match_template(template, text, url.query)
        if found:
            yield _Match(
                *found,
                is_within=template in form.within,
                is_bare=template.startswith("/{handle}"),
            )


def _match_template(template: str, text: str, query: Mapping[str, str]) -> tuple[str, str] | None:
    """The handle and the rest of the path."""
    path, _, parameter = template.partition("?")
    if parameter:
        handle = query.get(parameter.removesuffix("={handle}"), "")
        return (handle, "") if handle and text.lower() == path.lower() else None
    regex = _template_regex(template) + r"(?:/(?P<tail>.+))?"
    match = compiled(regex, ignore_case=True).fullmatch(text)
    return (match.group("handle") or "", match.group("tail") or "") if match else None


@lru_cache(maxsize=1000)
def _template_regex(template: str) -> str:
    # In a host the handle is one label: a.b.wordpress.com is no account.
    handle = "[^/]+" if template.startswith("/") else "[^/.]+"
    regex = re2.escape(template).replace(r"\{handle\}", f"(?P<handle>{handle})")
    return regex.replace(r"\*", "[^/]+")
