"""What is asked for beside the awaited step, and what the whole cast finds on its desk."""

import pytest
from django.test import Client
from django.utils import timezone

from access.policy import may_see, may_take
from access.standing import standing_of
from demo.requests import Walk
from desk.asks import asks
from desk.items import Days
from desk.waiting import held_by_others, waiting_for

pytestmark = pytest.mark.django_db


def titles(walk: Walk, who: str) -> list[tuple[str, str]]:
    items, _ = waiting_for(standing_of(walk.cast[who]), Days())
    return [(item.title.split()[0], item.action) for item in items]


def test_a_returned_request_is_back_with_its_requester(walk: Walk) -> None:
    request = walk.returned()
    assert (request.reference, "Resubmit") in titles(walk, "practitioner")
    held, _ = held_by_others(standing_of(walk.cast["practitioner"]), Days())
    assert request.reference not in {item.title.split()[0] for item in held}


def test_the_reviewer_by_name_holds_what_was_taken_up(walk: Walk) -> None:
    walk.in_review()
    held, _ = held_by_others(standing_of(walk.cast["practitioner"]), Days())
    assert walk.cast["ecomms"].name in {item.holder for item in held}


def test_one_who_recommended_is_not_asked_to_decide(walk: Walk) -> None:
    request = walk.recommended()
    assert (request.reference, "Approve") in titles(walk, "admpa")
    assert titles(walk, "ecomms") == []


def test_every_row_asked_for_may_be_seen_and_acted_on(walk: Walk) -> None:
    for make in (walk.draft, walk.in_consultation, walk.advised, walk.submitted, walk.returned):
        make()
    for person in walk.cast.values():
        standing = standing_of(person)
        for ask in asks(timezone.localdate()):
            for row in ask.rows(standing):
                assert may_see(standing, row)
                assert may_take(standing, ask.step, row)


def test_the_desk_of_everybody_opens(client: Client, walk: Walk) -> None:
    walk.in_review()
    for person in walk.cast.values():
        client.force_login(person)
        for language in ("en", "fr"):
            assert client.get(f"/{language}/").status_code == 200
