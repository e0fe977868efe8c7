from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connections

from registry.addresses.errors import AddressProblem
from registry.addresses.lookup import lookalikes, parse_address, parse_handle_on
from registry.models import AccountAddress, Platform
from registry.services.addresses import (
    claim_address,
    claimed_by_other,
    end_address,
    make_live,
    release_requested,
)

pytestmark = pytest.mark.usefixtures("demo_users")
ME, OTHER, ACCOUNT = uuid4(), uuid4(), uuid4()


def x() -> Platform:
    return Platform.objects.get(slug="x")


def parsed(handle: str = "navy_example"):
    return parse_handle_on(x(), handle)


def held(owner, handle: str = "navy_example") -> AccountAddress | None:
    return claim_address(x(), parsed(handle), owner=owner)


def test_an_address_is_read_by_the_rules_on_record():
    found = parse_address("https://twitter.com/Navy_Example?s=20")
    assert (found.platform, found.address) == ("x", "https://x.com/Navy_Example")


def test_a_look_alike_site_is_refused():
    assert isinstance(parse_address("https://x.com.evil.example/navy"), AddressProblem)


def test_a_free_handle_is_claimed():
    assert held(ME).status == AccountAddress.Status.REQUESTED


def test_a_claim_can_be_made_again():
    assert held(ME) == held(ME)


def test_what_somebody_else_holds_is_not_claimed():
    held(ME)
    assert held(OTHER) is None


def test_case_makes_no_other_handle():
    held(ME)
    assert held(OTHER, "NAVY_Example") is None


def test_a_pair_may_claim_two_handles_of_one_platform():
    held(ME)
    assert held(ME, "marine_exemple")
    assert (
        AccountAddress.objects.filter(owner=ME, status=AccountAddress.Status.REQUESTED).count() == 2
    )


def test_only_others_count_as_others():
    held(ME)
    key = parsed().key
    assert claimed_by_other(x(), key, owners=[OTHER])
    assert not claimed_by_other(x(), key, owners=[ME])


def test_what_is_dropped_is_free_again():
    held(ME)
    release_requested(ME)
    assert held(OTHER)


def test_what_is_still_asked_for_is_not_dropped():
    kept = held(ME)
    held(ME, "marine_exemple")
    release_requested(ME, but=[(kept.platform_id, kept.key)])
    assert list(
        AccountAddress.objects.filter(owner=ME, status=AccountAddress.Status.REQUESTED)
    ) == [kept]


def test_a_promoted_claim_is_the_account_s():
    held(ME)
    make_live(x(), parsed().key, request_id=ME, account_id=ACCOUNT)
    row = AccountAddress.objects.get()
    assert (row.status, row.owner) == (AccountAddress.Status.LIVE, ACCOUNT)


def test_a_former_handle_stays_on_record_and_may_be_claimed():
    test_a_promoted_claim_is_the_account_s()
    end_address(ACCOUNT, AccountAddress.Disposition.RELEASED)
    former = AccountAddress.objects.get()
    assert (former.status, former.disposition) == (
        AccountAddress.Status.FORMER,
        AccountAddress.Disposition.RELEASED,
    )
    assert former.until is not None
    assert held(OTHER)


@pytest.mark.parametrize("alike", ["navy_exarnple", "navyexample", "NAVY_EXAMP1E"])
def test_what_looks_alike_is_found(alike):
    held(ME)
    assert [row.owner for row in lookalikes(x(), alike)] == [ME]


def test_one_s_own_handle_is_no_look_alike():
    held(ME)
    assert lookalikes(x(), "navy_example", owners=[ME]) == []


@pytest.mark.parametrize(("disposition", "found"), [("released", 1), ("parked", 0)])
def test_a_released_handle_is_still_watched_for(disposition, found):
    test_a_promoted_claim_is_the_account_s()
    end_address(ACCOUNT, disposition)
    assert len(lookalikes(x(), "navy_exarnple")) == found


def test_of_two_at_once_one_gets_the_handle(cloned_database):
    platform, wanted = x(), parsed()
    barrier, won = Barrier(2), []

    def run(owner):
        barrier.wait()
        won.append(claim_address(platform, wanted, owner=owner))
        connections.close_all()

    for _round in range(10):
        AccountAddress.objects.filter(status=AccountAddress.Status.REQUESTED).update(
            status=AccountAddress.Status.DROPPED
        )
        won.clear()
        threads = [Thread(target=run, args=[uuid4()]) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len([row for row in won if row]) == 1
