"""Addresses and handles parsed by the rules of the platforms on record."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from registry.addresses import parser
from registry.addresses.errors import AddressProblem
from registry.addresses.parser import ParsedAddress
from registry.models import AccountAddress, Platform
from registry.services.addresses import CURRENT_STATUSES, owned_by
from web.confusables import skeleton

# Somebody else may take a released handle: one that looks like it is still worth a warning.
_COMPARED = Q(status__in=CURRENT_STATUSES) | Q(
    status=AccountAddress.Status.FORMER, disposition=AccountAddress.Disposition.RELEASED
)


def parse_address(text: str) -> ParsedAddress | AddressProblem:
    platforms = Platform.objects.select_related("renamed_to")
    return parser.parse(text, [platform.address_rules() for platform in platforms])


def parse_handle_on(platform: Platform, text: str) -> ParsedAddress | AddressProblem:
    return parser.parse_handle(text, platform.address_rules())


def lookalikes(
    platform: Platform, handle: str, *, owners: Iterable[UUID] = ()
) -> list[AccountAddress]:
    """Handles on this platform that look like this one, without those of `owners`."""
    rows = AccountAddress.objects.filter(_COMPARED, platform=platform, skeleton=skeleton(handle))
    return list(rows.exclude(owned_by(owners)).order_by("handle"))
