"""Sixteen people decide at the same moment: exactly one decision is made (P4)."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from threading import Barrier, Thread

import pytest
from django.db import connections

from access.models import Person
from approvals import decision, l1, review
from audit.models import Event
from demo.assessments import assess
from demo.requests import Walk
from registry.models import Account
from requests_app import consultation
from requests_app.models import Finding, Recommendation, Request
from workflow.problems import StepProblem

THREADS = 16
ROUNDS = int(os.environ.get("RACE_ROUNDS", "10"))


@pytest.fixture
def walk(cloned_database: str, cast: dict[str, Person]) -> Walk:
    assess(cast)
    return Walk(cast, count(1))


def race(decide: Callable[[], object]) -> int:
    """How many of sixteen simultaneous tries were let through."""
    won: list[object] = []
    start = Barrier(THREADS)

    def attempt() -> None:
        start.wait()
        try:
            won.append(decide())
        except StepProblem:
            return
        finally:
            connections.close_all()

    threads = [Thread(target=attempt) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(won)


def test_an_approval_is_given_once(walk):
    for _ in range(ROUNDS):
        request = walk.recommended()
        by = walk.cast["admpa"]
        assert race(lambda request=request, by=by: decision.approve(request, by=by)) == 1
        assert Account.objects.filter(decision=request.pk).count() == 1
        told = Event.objects.filter(object_id=str(request.pk), verb="request.approve")
        assert told.count() == 1


def deciding(walk: Walk) -> dict[str, tuple[Callable[[], Request], Callable[[Request], object]]]:
    cast = walk.cast
    return {
        "advise": (
            walk.in_consultation,
            lambda row: consultation.advise(
                row, by=cast["pa"], finding=Finding.SUPPORTED, advice="Yes."
            ),
        ),
        "endorse": (walk.in_l1_review, lambda row: l1.endorse(row, by=cast["l1"])),
        "decline": (
            walk.in_l1_review,
            lambda row: l1.decline(row, by=cast["l1"], reason="No.", clause="3.16"),
        ),
        "take_up": (walk.submitted, lambda row: review.take_up(row, by=cast["ecomms"])),
        "recommend": (
            walk.in_review,
            lambda row: review.recommend(
                row, by=cast["ecomms"], recommendation=Recommendation.APPROVAL, text="Yes."
            ),
        ),
        "refuse": (
            walk.recommended,
            lambda row: decision.refuse(row, by=cast["admpa"], reason="No.", clause="3.16"),
        ),
    }


@pytest.fixture
def as_before() -> Iterator[Callable[[Request], None]]:
    """Puts a request back as it was, by the owner and past the trigger, for the next round."""

    def restore(request: Request) -> None:
        fields = [field for field in Request._meta.concrete_fields if not field.primary_key]
        columns = ", ".join(f'"{field.column}" = %s' for field in fields)
        values = [
            field.get_db_prep_save(getattr(request, field.attname), connections["owner"])
            for field in fields
        ]
        with connections["owner"].cursor() as cursor:
            cursor.execute("ALTER TABLE requests_app_request DISABLE TRIGGER USER")
            cursor.execute(
                f"UPDATE requests_app_request SET {columns} WHERE id = %s", [*values, request.pk]
            )
            cursor.execute("ALTER TABLE requests_app_request ENABLE ALWAYS TRIGGER follow_request")

    return restore


@pytest.mark.parametrize("name", ["advise", "endorse", "decline", "take_up", "recommend", "refuse"])
def test_a_deciding_step_is_taken_once(walk, as_before, name):
    reach, decide = deciding(walk)[name]
    request = Request.objects.get(pk=reach().pk)
    for _ in range(ROUNDS):
        assert race(lambda: decide(request)) == 1
        as_before(request)
