"""Addresses and handles read by the rules of the platforms on record."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from registry.addresses import parser
from registry.addresses.confusables import skeleton
from registry.addresses.errors import AddressProblem
from registry.addresses.parser import ParsedAddress
from registry.models import AccountAddress, Platform
from registry.services.addresses import HELD

# A released handle may be taken by anybody: what looks like it stays worth a warning.
_ALIKE = Q(status__in=HELD) | Q(
    status=AccountAddress.Status.FORMER, disposition=AccountAddress.Disposition.RELEASED
)


def parse_address(text: str) -> ParsedAddress | AddressProblem:
    platforms = Platform.objects.select_related("renamed_to")
    return parser.parse(text, [platform.reading() for platform in platforms])


def parse_handle_on(platform: Platform, text: str) -> ParsedAddress | AddressProblem:
    return parser.parse_handle(text, platform.reading())


def lookalikes(
    platform: Platform, handle: str, *, owners: Iterable[UUID] = ()
) -> list[AccountAddress]:
    """Handles of others on this platform that a person could take for this one."""
    alike = AccountAddress.objects.filter(_ALIKE, platform=platform, skeleton=skeleton(handle))
    return list(alike.exclude(owner__in=list(owners)).order_by("handle"))
