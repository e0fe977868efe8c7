"""Handles of open requests and accounts, and checks of released ones (§ 3.8, 3.16)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from access.effective_roles import actor_fields
from access.models import Person
from access.policy import any_of, require_permission
from audit.events import audit_transaction, log_event
from registry.addresses.parser import ParsedAddress
from registry.models import AccountAddress, Platform
from web.text.confusables import skeleton

CURRENT_STATUSES = (AccountAddress.Status.REQUESTED, AccountAddress.Status.LIVE)


def reserve_address(
    platform: Platform, parsed: ParsedAddress, *, request_id: UUID
) -> AccountAddress | None:
    """The current address of the request with this handle, made if need be; None if it is another's."""
    new = AccountAddress(
        platform=platform,
        handle=parsed.handle,
        key=parsed.key,
        skeleton=skeleton(parsed.handle),
        status=AccountAddress.Status.REQUESTED,
        request_id=request_id,
    )
    # The unique constraint decides between two requests at once: ON CONFLICT makes the later one
    # wait for the commit of the earlier, and the query then finds whose it is.
    AccountAddress.objects.bulk_create([new], ignore_conflicts=True)
    return _current_address(platform, parsed.key).filter(request_id=request_id).first()


def is_address_taken(platform: Platform, key: str, *, owners: Iterable[UUID]) -> bool:
    """Whether the handle is requested or live for anybody but `owners`."""
    return bool(taken_addresses([(platform.pk, key)], owners=owners))


def taken_addresses(
    addresses: Iterable[tuple[UUID, str]], *, owners: Iterable[UUID]
) -> set[tuple[UUID, str]]:
    """Those of these (platform id, key) that are requested or live for anybody but `owners`."""
    asked = any_of(Q(platform=platform, key=key) for platform, key in addresses)
    taken = AccountAddress.objects.filter(asked, status__in=CURRENT_STATUSES)
    return set(taken.exclude(owned_by(owners)).values_list("platform_id", "key"))


def owned_by(owners: Iterable[UUID]) -> Q:
    """Condition on addresses; `owners`: ids of requests and accounts."""
    ids = list(owners)
    return Q(request_id__in=ids) | Q(account_id__in=ids)


def drop_requested(request_id: UUID, *, keep: Iterable[tuple[UUID, str]] = ()) -> None:
    """Drop the requested addresses of a request; `keep`: (platform id, key) it still asks for."""
    kept = any_of(Q(platform=platform, key=key) for platform, key in keep)
    addresses = AccountAddress.objects.filter(
        request_id=request_id, status=AccountAddress.Status.REQUESTED
    ).exclude(kept)
    addresses.update(status=AccountAddress.Status.DROPPED, until=timezone.now())


def make_live(platform: Platform, key: str, *, request_id: UUID, account_id: UUID) -> None:
    """The requested address becomes the live one of the account."""
    addresses = _current_address(platform, key).filter(request_id=request_id)
    addresses.update(
        status=AccountAddress.Status.LIVE,
        account_id=account_id,
        request_id=None,
        since=timezone.now(),
    )


def rewrite_address(account_id: UUID, key: str, *, handle: str) -> bool:
    """The same handle, written otherwise, as in other capitals. False where the account's is another."""
    addresses = AccountAddress.objects.filter(
        account_id=account_id, key=key, status=AccountAddress.Status.LIVE
    )
    return bool(addresses.update(handle=handle, skeleton=skeleton(handle)))


def end_address(account_id: UUID, disposition: str) -> None:
    """The live address of the account becomes a former one, parked or released."""
    addresses = AccountAddress.objects.filter(
        account_id=account_id, status=AccountAddress.Status.LIVE
    )
    addresses.update(
        status=AccountAddress.Status.FORMER, disposition=disposition, until=timezone.now()
    )


def _current_address(platform: Platform, key: str) -> QuerySet[AccountAddress]:
    return AccountAddress.objects.filter(platform=platform, key=key, status__in=CURRENT_STATUSES)


WATCH_PERMISSION = "watch_handles"


def released_addresses(*, by: Person) -> QuerySet[AccountAddress]:
    """Former handles that anybody may take: E-Communications checks them (§ 3.8)."""
    require_permission(by, WATCH_PERMISSION)
    return AccountAddress.objects.filter(
        status=AccountAddress.Status.FORMER, disposition=AccountAddress.Disposition.RELEASED
    )


def record_check(address: AccountAddress, *, by: Person, seen: str) -> AccountAddress:
    """Log what `by` saw today at a released handle."""
    require_permission(by, WATCH_PERMISSION)
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
