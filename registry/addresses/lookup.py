"""Addresses and handles parsed by the rules of the platforms on record."""

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q

from registry.addresses import errors, parser
from registry.addresses.errors import AddressProblem
from registry.addresses.parser import ParsedAddress
from registry.addresses.patterns import PlatformRules
from registry.addresses.url import drop_punctuation
from registry.models import AccountAddress, Platform
from registry.services.addresses import CURRENT_STATUSES, owned_by
from web.text.confusables import skeleton

# Somebody else may take a released handle: one that looks like it is still worth a warning.
_COMPARED = Q(status__in=CURRENT_STATUSES) | Q(
    status=AccountAddress.Status.FORMER, disposition=AccountAddress.Disposition.RELEASED
)


def parse_address(text: str) -> ParsedAddress | AddressProblem:
    return parser.parse(text, _all_rules())


def _all_rules() -> list[PlatformRules]:
    platforms = Platform.objects.select_related("renamed_to")
    return [platform.address_rules() for platform in platforms]


def parse_question(text: str) -> Sequence[ParsedAddress] | AddressProblem:
    """The accounts that somebody may mean by this text: one for an address, also that of a post; for a
    handle alone one or more on each platform where it can be a handle."""
    text = drop_punctuation(text)
    rules = _all_rules()
    parsed = parser.parse_within(text, rules)
    if isinstance(parsed, ParsedAddress):
        return [parsed]
    # "navy.bsky.social" and "forces.jobs" are handles too, and so could be the name of an unknown site.
    is_foreign_site = parsed.message == errors.UNKNOWN_HOST and not text.startswith("www.")
    can_be_handle = parsed.message in (errors.HANDLE_ONLY, errors.FOREIGN) or is_foreign_site
    if not can_be_handle or re.search(r"[/:?#]", text):
        return parsed
    return [
        named for platform in rules for named in parser.accounts_named(text, platform)
    ] or parsed


def parse_question_on(platform: Platform, handle: str) -> Sequence[ParsedAddress] | AddressProblem:
    parsed = parse_handle_on(platform, drop_punctuation(handle))
    return parsed if isinstance(parsed, AddressProblem) else [parsed]


def parse_handle_on(platform: Platform, text: str) -> ParsedAddress | AddressProblem:
    return parser.parse_handle(text, platform.address_rules())


def lookalikes(
    platform: Platform, handle: str, *, owners: Iterable[UUID] = ()
) -> list[AccountAddress]:
    """Handles on this platform that look like this one, without those of `owners`."""
    rows = AccountAddress.objects.filter(_COMPARED, platform=platform, skeleton=skeleton(handle))
    return list(rows.exclude(owned_by(owners)).order_by("handle"))
