"""The one or two handles a request asks for: typed as an address, or as platform and handle."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.address_problems import Problem
from registry.handles import parse_address, parse_handle_on
from registry.models import Account, Platform
from registry.terms import Language
from requests_app.models import Proposal, Request


@dataclass(frozen=True, slots=True)
class Wanted:
    platform: Platform | None = None
    handle: str = ""
    key: str = ""
    address: str = ""
    language: str = Language.BILINGUAL


def wanted_at(address: str, language: str = Language.BILINGUAL) -> Wanted | Problem:
    parsed = parse_address(address)
    if isinstance(parsed, Problem):
        return parsed
    platform = Platform.objects.get(slug=parsed.platform)
    return Wanted(platform, parsed.handle, parsed.key, parsed.address, language)


def wanted_on(
    platform: Platform | None, handle: str, language: str = Language.BILINGUAL
) -> Wanted | Problem:
    if platform is None or not handle:
        return Wanted(platform, language=language)
    parsed = parse_handle_on(platform, handle)
    if isinstance(parsed, Problem):
        return parsed
    return Wanted(platform, parsed.handle, parsed.key, parsed.address, language)


def wanted_as(account: Account) -> Wanted | Problem:
    return wanted_on(account.platform, account.handle, account.language)


def propose(request: Request, wanted: Sequence[Wanted]) -> None:
    """Inside a step of the request, whose event keeps what was there before."""
    request.proposals.filter(position__gt=len(wanted)).delete()
    for position, one in enumerate(wanted, start=1):
        Proposal.objects.update_or_create(
            request=request,
            position=position,
            defaults={
                "platform": one.platform,
                "handle": one.handle,
                "key": one.key,
                "address": one.address,
                "language": one.language,
            },
        )
