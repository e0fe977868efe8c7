from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connections

from registry.address_problems import Problem
from registry.claims import Claim
from registry.handles import (
    claim,
    claimed_by_other,
    drop,
    end,
    lookalikes,
    parse_address,
    parse_handle_on,
    promote,
)
from registry.platforms import Platform

pytestmark = pytest.mark.usefixtures("cast")
ME, OTHER, ACCOUNT = uuid4(), uuid4(), uuid4()


def x() -> Platform:
    return Platform.objects.get(slug="x")


def parsed(handle: str = "navy_example"):
    return parse_handle_on(x(), handle)


def held(owner, handle: str = "navy_example") -> Claim | None:
    return claim(x(), parsed(handle), owner=owner)


def test_an_address_is_read_by_the_rules_on_record():
    found = parse_address("https://twitter.com/Navy_Example?s=20")
    assert (found.platform, found.address) == ("x", "https://x.com/Navy_Example")


def test_a_look_alike_site_is_refused():
    assert isinstance(parse_address("https://x.com.evil.example/navy"), Problem)


def test_a_free_handle_is_claimed():
    assert held(ME).kind == Claim.Kind.REQUESTED


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
    assert Claim.objects.filter(owner=ME, kind=Claim.Kind.REQUESTED).count() == 2


def test_only_others_count_as_others():
    held(ME)
    key = parsed().key
    assert claimed_by_other(x(), key, owners=[OTHER])
    assert not claimed_by_other(x(), key, owners=[ME])


def test_what_is_dropped_is_free_again():
    held(ME)
    drop(ME)
    assert held(OTHER)


def test_what_is_still_asked_for_is_not_dropped():
    kept = held(ME)
    held(ME, "marine_exemple")
    drop(ME, but=[(kept.platform_id, kept.key)])
    assert list(Claim.objects.filter(owner=ME, kind=Claim.Kind.REQUESTED)) == [kept]


def test_a_promoted_claim_is_the_account_s():
    held(ME)
    promote(x(), parsed().key, request_id=ME, account_id=ACCOUNT)
    row = Claim.objects.get()
    assert (row.kind, row.owner) == (Claim.Kind.LIVE, ACCOUNT)


def test_a_former_handle_stays_on_record_and_may_be_claimed():
    test_a_promoted_claim_is_the_account_s()
    end(ACCOUNT, Claim.Fate.RELEASED)
    former = Claim.objects.get()
    assert (former.kind, former.fate) == (Claim.Kind.FORMER, Claim.Fate.RELEASED)
    assert former.until is not None
    assert held(OTHER)


@pytest.mark.parametrize("alike", ["navy_exarnple", "navyexample", "NAVY_EXAMP1E"])
def test_what_looks_alike_is_found(alike):
    held(ME)
    assert [row.owner for row in lookalikes(x(), alike)] == [ME]


def test_one_s_own_handle_is_no_look_alike():
    held(ME)
    assert lookalikes(x(), "navy_example", owners=[ME]) == []


@pytest.mark.parametrize(("fate", "found"), [("released", 1), ("parked", 0)])
def test_a_released_handle_is_still_watched_for(fate, found):
    test_a_promoted_claim_is_the_account_s()
    end(ACCOUNT, fate)
    assert len(lookalikes(x(), "navy_exarnple")) == found


def test_of_two_at_once_one_gets_the_handle(cloned_database):
    platform, wanted = x(), parsed()
    barrier, won = Barrier(2), []

    def run(owner):
        barrier.wait()
        won.append(claim(platform, wanted, owner=owner))
        connections.close_all()

    for _round in range(10):
        Claim.objects.filter(kind=Claim.Kind.REQUESTED).update(kind=Claim.Kind.DROPPED)
        won.clear()
        threads = [Thread(target=run, args=[uuid4()]) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len([row for row in won if row]) == 1
