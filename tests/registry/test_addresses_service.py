from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from registry.addresses.errors import AddressProblem
from registry.addresses.lookup import lookalikes, parse_address, parse_handle_on
from registry.models import Account, AccountAddress, Platform
from registry.services.addresses import (
    drop_requested,
    end_address,
    is_address_taken,
    make_live,
    reserve_address,
)
from tests.factories import create_accounts

pytestmark = [pytest.mark.usefixtures("demo_users"), pytest.mark.template_database("users")]
ME, OTHER = uuid4(), uuid4()  # requests


def x() -> Platform:
    return Platform.objects.get(slug="x")


def parsed(handle: str = "navy_example"):
    return parse_handle_on(x(), handle)


def request_address(request_id, handle: str = "navy_example") -> AccountAddress | None:
    return reserve_address(x(), parsed(handle), request_id=request_id)


def live_address_of_account() -> Account:
    """The account that the requested address of ME belongs to."""
    (account,) = create_accounts(1)
    request_address(ME)
    make_live(x(), parsed().key, request_id=ME, account_id=account.pk)
    return account


def requested(request_id) -> list[AccountAddress]:
    return list(
        AccountAddress.objects.filter(request_id=request_id, status=AccountAddress.Status.REQUESTED)
    )


def stored_address() -> AccountAddress:
    return AccountAddress.objects.get(key=parsed().key)


def test_address_is_parsed_by_the_stored_platform_rules():
    found = parse_address("https://twitter.com/Navy_Example?s=20")
    assert (found.platform, found.address) == ("x", "https://x.com/Navy_Example")


def test_lookalike_host_is_refused():
    assert isinstance(parse_address("https://x.com.evil.example/navy"), AddressProblem)


def test_free_address_can_be_requested():
    assert request_address(ME).status == AccountAddress.Status.REQUESTED


def test_address_can_be_requested_again_by_its_owner():
    assert request_address(ME) == request_address(ME)


def test_address_of_another_owner_cannot_be_requested():
    request_address(ME)
    assert request_address(OTHER) is None


def test_address_in_another_case_cannot_be_requested():
    request_address(ME)
    assert request_address(OTHER, "NAVY_Example") is None


def test_pair_can_request_two_addresses_on_one_platform():
    request_address(ME)
    assert request_address(ME, "marine_exemple")
    assert len(requested(ME)) == 2


def test_own_address_does_not_count_as_claimed_by_another():
    request_address(ME)
    key = parsed().key
    assert is_address_taken(x(), key, owners=[OTHER])
    assert not is_address_taken(x(), key, owners=[ME])


def test_dropped_address_can_be_requested_by_another():
    request_address(ME)
    drop_requested(ME)
    assert request_address(OTHER)


def test_address_still_requested_is_not_dropped():
    kept = request_address(ME)
    request_address(ME, "marine_exemple")
    drop_requested(ME, keep=[(kept.platform_id, kept.key)])
    assert requested(ME) == [kept]


def test_live_address_is_owned_by_the_account():
    account = live_address_of_account()
    row = stored_address()
    assert (row.status, row.account, row.request_id) == (
        AccountAddress.Status.LIVE,
        account,
        None,
    )


def test_former_address_stays_on_record_and_can_be_requested():
    end_address(live_address_of_account().pk, AccountAddress.Disposition.RELEASED)
    former = stored_address()
    assert (former.status, former.disposition) == (
        AccountAddress.Status.FORMER,
        AccountAddress.Disposition.RELEASED,
    )
    assert former.until is not None
    assert request_address(OTHER)


@pytest.mark.parametrize("alike", ["navy_exarnple", "navyexample", "NAVY_EXAMP1E"])
def test_lookalike_address_is_found(alike):
    request_address(ME)
    assert [row.request_id for row in lookalikes(x(), alike)] == [ME]


def test_own_address_is_no_lookalike():
    request_address(ME)
    assert lookalikes(x(), "navy_example", owners=[ME]) == []


@pytest.mark.parametrize(("disposition", "found"), [("released", 1), ("parked", 0)])
def test_released_address_is_still_compared_and_a_parked_one_is_not(disposition, found):
    end_address(live_address_of_account().pk, disposition)
    assert len(lookalikes(x(), "navy_exarnple")) == found


def test_concurrent_requests_for_one_address_succeed_once(cloned_database):
    platform, wanted = x(), parsed()
    barrier, claimed = Barrier(2), []

    def run(request_id):
        barrier.wait()
        claimed.append(reserve_address(platform, wanted, request_id=request_id))
        connections.close_all()

    for _round in range(10):
        AccountAddress.objects.filter(status=AccountAddress.Status.REQUESTED).update(
            status=AccountAddress.Status.DROPPED, until=timezone.now()
        )
        claimed.clear()
        threads = [Thread(target=run, args=[uuid4()]) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len([row for row in claimed if row]) == 1
