"""Handles in one place: read from what is typed, claimed, live, and former for ever (§ 3.16)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from registry import addresses
from registry.address_problems import Problem
from registry.addresses import Parsed
from registry.claims import Claim
from registry.platforms import Platform
from registry.skeleton import skeleton

HELD = (Claim.Kind.REQUESTED, Claim.Kind.LIVE)
# A released handle may be taken by anybody: what looks like it stays worth a warning.
_ALIKE = Q(kind__in=HELD) | Q(kind=Claim.Kind.FORMER, fate=Claim.Fate.RELEASED)


def parse_address(text: str) -> Parsed | Problem:
    platforms = Platform.objects.select_related("renamed_to")
    return addresses.parse(text, [platform.reading() for platform in platforms])


def parse_handle_on(platform: Platform, text: str) -> Parsed | Problem:
    return addresses.parse_handle(text, platform.reading())


def claim(platform: Platform, parsed: Parsed, *, owner: UUID) -> Claim | None:
    """The owner's claim on the handle, made if need be; None when somebody else holds it."""
    new = Claim(
        platform=platform,
        handle=parsed.handle,
        key=parsed.key,
        skeleton=skeleton(parsed.handle),
        kind=Claim.Kind.REQUESTED,
        owner=owner,
    )
    # The unique constraint decides between two at once: the later one waits, then reads.
    Claim.objects.bulk_create([new], ignore_conflicts=True)
    return _held(platform, parsed.key).filter(owner=owner).first()


def claimed_by_other(platform: Platform, key: str, *, owners: Iterable[UUID]) -> bool:
    return _held(platform, key).exclude(owner__in=list(owners)).exists()


def lookalikes(platform: Platform, handle: str, *, owners: Iterable[UUID] = ()) -> list[Claim]:
    """Handles of others on this platform that a person could take for this one."""
    alike = Claim.objects.filter(_ALIKE, platform=platform, skeleton=skeleton(handle))
    return list(alike.exclude(owner__in=list(owners)).order_by("handle"))


def drop(owner: UUID, *, but: Iterable[tuple[UUID, str]] = ()) -> None:
    """Let go of what a request claimed, except the platforms and keys it still asks for."""
    kept = Q(pk__in=[])
    for platform, key in but:
        kept |= Q(platform=platform, key=key)
    claims = Claim.objects.filter(owner=owner, kind=Claim.Kind.REQUESTED).exclude(kept)
    claims.update(kind=Claim.Kind.DROPPED, until=timezone.now())


def promote(platform: Platform, key: str, *, request_id: UUID, account_id: UUID) -> None:
    """What the request claimed is now the account's."""
    claims = _held(platform, key).filter(owner=request_id)
    claims.update(kind=Claim.Kind.LIVE, owner=account_id, since=timezone.now())


def end(account_id: UUID, fate: str) -> None:
    """The handle an account had stays on record, and its fate with it."""
    claims = Claim.objects.filter(owner=account_id, kind=Claim.Kind.LIVE)
    claims.update(kind=Claim.Kind.FORMER, fate=fate, until=timezone.now())


def _held(platform: Platform, key: str):
    return Claim.objects.filter(platform=platform, key=key, kind__in=HELD)
