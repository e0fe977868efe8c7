"""Handles of open requests and accounts, and the watch on released ones (§ 3.8, 3.16)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from access.effective_roles import actor_fields
from access.models import Person
from access.policy import has_permission
from access.resolver import access_for
from audit.events import audit_transaction, log_event
from registry.addresses.confusables import skeleton
from registry.addresses.parser import ParsedAddress
from registry.models import AccountAddress, Platform
from workflow.exceptions import StepNotPermitted

HELD = (AccountAddress.Status.REQUESTED, AccountAddress.Status.LIVE)


def claim_address(
    platform: Platform, parsed: ParsedAddress, *, owner: UUID
) -> AccountAddress | None:
    """The owner's claim on the handle, made if need be; None when somebody else holds it."""
    new = AccountAddress(
        platform=platform,
        handle=parsed.handle,
        key=parsed.key,
        skeleton=skeleton(parsed.handle),
        status=AccountAddress.Status.REQUESTED,
        owner=owner,
    )
    # The unique constraint decides between two at once: the later one waits, then reads.
    AccountAddress.objects.bulk_create([new], ignore_conflicts=True)
    return _standing_address(platform, parsed.key).filter(owner=owner).first()


def claimed_by_other(platform: Platform, key: str, *, owners: Iterable[UUID]) -> bool:
    return _standing_address(platform, key).exclude(owner__in=list(owners)).exists()


def release_requested(owner: UUID, *, but: Iterable[tuple[UUID, str]] = ()) -> None:
    """Let go of what a request claimed, except the platforms and keys it still asks for."""
    kept = Q(pk__in=[])
    for platform, key in but:
        kept |= Q(platform=platform, key=key)
    addresses = AccountAddress.objects.filter(
        owner=owner, status=AccountAddress.Status.REQUESTED
    ).exclude(kept)
    addresses.update(status=AccountAddress.Status.DROPPED, until=timezone.now())


def make_live(platform: Platform, key: str, *, request_id: UUID, account_id: UUID) -> None:
    """What the request claimed is now the account's."""
    addresses = _standing_address(platform, key).filter(owner=request_id)
    addresses.update(status=AccountAddress.Status.LIVE, owner=account_id, since=timezone.now())


def end_address(account_id: UUID, disposition: str) -> None:
    """The handle an account had stays on record, and its fate with it."""
    addresses = AccountAddress.objects.filter(owner=account_id, status=AccountAddress.Status.LIVE)
    addresses.update(
        status=AccountAddress.Status.FORMER, disposition=disposition, until=timezone.now()
    )


def _standing_address(platform: Platform, key: str):
    return AccountAddress.objects.filter(platform=platform, key=key, status__in=HELD)


WATCH_PERMISSION = "watch_handles"


def released_addresses() -> QuerySet[AccountAddress]:
    """Released handles, those looked at longest ago first."""
    return AccountAddress.objects.filter(
        status=AccountAddress.Status.FORMER, disposition=AccountAddress.Disposition.RELEASED
    )


def record_check(address: AccountAddress, *, by: Person, seen: str) -> AccountAddress:
    """Note what stands today at the address of a released handle."""
    if not has_permission(access_for(by), WATCH_PERMISSION):
        raise StepNotPermitted(WATCH_PERMISSION)
    with audit_transaction():
        address = AccountAddress.objects.select_for_update(of=("self",)).get(pk=address.pk)
        before = address.checked_on
        address.checked_on = timezone.localdate()
        address.save(update_fields=["checked_on"])
        log_event(
            "handle.look",
            object_type="handle",
            object_id=address.pk,
            object_label=address.handle,
            by=actor_fields(by),
            before={"checked_on": before.isoformat() if before else None},
            after={"checked_on": address.checked_on.isoformat()},
            reason=seen,
            paragraph="3.8",
        )
    return address
