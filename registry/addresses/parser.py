"""From a pasted address to platform, handle and canonical address, by the platform's own rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from registry.addresses import errors as problems
from registry.addresses.errors import AddressError, AddressProblem
from registry.addresses.hosts import is_lookalike
from registry.addresses.patterns import AddressPattern, PlatformRules
from registry.addresses.url import SplitUrl, split_url, validate_text


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    platform: str  # the slug
    handle: str  # as written, without the leading @
    key: str  # normalized: the same for two ways to write one handle
    # Canonical, rebuilt from the handle: nothing of a pasted text is stored or linked to.
    address: str


def parse(text: str, platforms: Sequence[PlatformRules]) -> ParsedAddress | AddressProblem:
    try:
        url = split_url(text)
        platform = _platform_of_host(url.host, platforms)
        return _account_of_url(url, platform)
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


def _platform_of_host(host: str, platforms: Sequence[PlatformRules]) -> PlatformRules:
    # Hosts first: www.tumblr.com is a page of Tumblr and not the blog of an account named "www".
    for platform in platforms:
        if host in platform.hosts:
            return platform
    for platform in platforms:
        if any(_host_pattern(template).fullmatch(host) for template in _host_templates(platform)):
            return platform
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
    match: re.Match[str], form: AddressPattern, host: str, platform: PlatformRules
) -> ParsedAddress | AddressProblem:
    handle, tail = match["handle"], match["tail"]
    # "/c/search" with a prefix can only be an account; "/search" without one is the platform's own.
    if not form.prefix and handle.lower() in platform.reserved:
        return AddressProblem(message=problems.NOT_ACCOUNT, params={"platform": platform.name})
    # A tab of the profile still names the account; anything else below it is a post or the like.
    if tail and tail.lower() not in platform.tabs:
        return AddressProblem(message=problems.INSIDE, params={"platform": platform.name})
    return _build_account(f"{handle}@{host}" if form.on_instance else handle, form, platform)


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
    key = "".join(char for char in user if char not in form.ignored)
    return ParsedAddress(
        platform=platform.slug,
        handle=f"{form.prefix}{user}{instance}",
        key=f"{form.prefix}{key if form.case_sensitive else key.lower()}{instance}",
        address=form.address.replace("{handle}", user).replace("{host}", host),
    )


def _handle_problem(
    user: str, form: AddressPattern, platform: PlatformRules
) -> AddressProblem | None:
    if len(user) < form.min_length:
        return AddressProblem(
            message=problems.TOO_SHORT, params={"platform": platform.name, "least": form.min_length}
        )
    if len(user) > form.max_length:
        return AddressProblem(
            message=problems.TOO_LONG, params={"platform": platform.name, "most": form.max_length}
        )
    if not re.fullmatch(form.pattern, user, re.ASCII):
        return AddressProblem(message=problems.BAD_HANDLE, params={"platform": platform.name})
    if not form.prefix and user.lower() in platform.reserved:
        return AddressProblem(message=problems.RESERVED, params={"platform": platform.name})
    return None


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
    """The first result that is an account; where none is, the first problem."""
    tried = list(results)
    return next((result for result in tried if isinstance(result, ParsedAddress)), tried[0])


def _host_templates(platform: PlatformRules) -> Iterator[str]:
    for form in platform.forms:
        yield from (template for template in form.templates if not template.startswith("/"))


def _match_templates(
    url: SplitUrl, form: AddressPattern, platform: PlatformRules
) -> Iterator[re.Match[str]]:
    path = "".join(f"/{segment}" for segment in url.segments)
    is_shared_host = url.host in platform.hosts  # otherwise the host itself names the account
    for template in form.templates:
        text = path if is_shared_host else f"{url.host}{path}"
        if match := _address_pattern(template).fullmatch(text):
            yield match


@lru_cache(maxsize=1000)
def _address_pattern(template: str) -> re.Pattern[str]:
    """With the groups `handle` and `tail`, which is the rest of the path or None."""
    return re.compile(_template_regex(template) + r"(?:/(?P<tail>.+))?", re.ASCII)


@lru_cache(maxsize=1000)
def _host_pattern(template: str) -> re.Pattern[str]:
    return re.compile(_template_regex(template.partition("/")[0]), re.ASCII)


def _template_regex(template: str) -> str:
    # In a host the handle is one label: a.b.wordpress.com is no account.
    handle = "[^/]+" if template.startswith("/") else "[^/.]+"
    regex = re.escape(template).replace(r"\{handle\}", f"(?P<handle>{handle})")
    return regex.replace(r"\*", "[^/]+")
