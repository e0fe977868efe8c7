"""Sixteen simultaneous attempts at one deciding_steps step: exactly one succeeds (P4)."""

import os
from collections.abc import Callable, Iterator
from threading import Barrier, Thread

import pytest
from django.db import connections

from approvals import services
from audit.models import AuditEvent
from demo.requests import DemoRequests
from registry.models import Account
from requests_app.enums import AdviceFinding, Recommendation
from requests_app.models import AccountRequest
from requests_app.services import consultation
from workflow.exceptions import StepError

pytestmark = [pytest.mark.usefixtures("cloned_database"), pytest.mark.template_database("assessed")]
THREADS = 16
ROUNDS = int(os.environ.get("RACE_ROUNDS", "10"))


def race(decide: Callable[[], object]) -> int:
    """The number of simultaneous attempts that succeeded."""
    succeeded: list[object] = []
    start = Barrier(THREADS)

    def attempt() -> None:
        start.wait()
        try:
            succeeded.append(decide())
        except StepError:
            return
        finally:
            connections.close_all()

    threads = [Thread(target=attempt) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(succeeded)


def test_concurrent_approvals_create_one_account(demo_requests):
    for _ in range(ROUNDS):
        request = demo_requests.recommended()
        by = demo_requests.users["admpa"]
        assert race(lambda request=request, by=by: services.approve(request, by=by)) == 1
        assert Account.objects.filter(request_id=request.pk).count() == 1
        events = AuditEvent.objects.filter(object_id=str(request.pk), action="request.approve")
        assert events.count() == 1


def deciding_steps(
    demo_requests: DemoRequests,
) -> dict[str, tuple[Callable[[], AccountRequest], Callable[[AccountRequest], object]]]:
    demo_users = demo_requests.users
    return {
        "advise": (
            demo_requests.in_consultation,
            lambda row: consultation.advise(
                row, by=demo_users["pa"], finding=AdviceFinding.SUPPORTED, advice="Yes."
            ),
        ),
        "endorse": (
            demo_requests.in_l1_review,
            lambda row: services.endorse(row, by=demo_users["l1"]),
        ),
        "decline": (
            demo_requests.in_l1_review,
            lambda row: services.decline(row, by=demo_users["l1"], reason="No.", paragraph="3.16"),
        ),
        "assign": (
            demo_requests.submitted,
            lambda row: services.assign(row, by=demo_users["ecomms"]),
        ),
        "recommend": (
            demo_requests.in_review,
            lambda row: services.recommend(
                row, by=demo_users["ecomms"], recommendation=Recommendation.APPROVAL, text="Yes."
            ),
        ),
        "refuse": (
            demo_requests.recommended,
            lambda row: services.refuse(
                row, by=demo_users["admpa"], reason="No.", paragraph="3.16"
            ),
        ),
    }


@pytest.fixture
def restore_request() -> Iterator[Callable[[AccountRequest], None]]:
    """Restore a request for the next round, as the owner and past the trigger."""

    def restore(request: AccountRequest) -> None:
        fields = [field for field in AccountRequest._meta.concrete_fields if not field.primary_key]
        columns = ", ".join(f'"{field.column}" = %s' for field in fields)
        values = [
            field.get_db_prep_save(getattr(request, field.attname), connections["owner"])
            for field in fields
        ]
        with connections["owner"].cursor() as cursor:
            cursor.execute("ALTER TABLE requests_app_accountrequest DISABLE TRIGGER USER")
            cursor.execute(
                f"UPDATE requests_app_accountrequest SET {columns} WHERE id = %s",
                [*values, request.pk],
            )
            cursor.execute(
                "ALTER TABLE requests_app_accountrequest ENABLE ALWAYS TRIGGER enforce_transitions_request"
            )

    return restore


@pytest.mark.parametrize("name", ["advise", "endorse", "decline", "assign", "recommend", "refuse"])
def test_concurrent_deciding_steps_succeed_once(demo_requests, restore_request, name):
    reach, decide = deciding_steps(demo_requests)[name]
    request = AccountRequest.objects.get(pk=reach().pk)
    for _ in range(ROUNDS):
        assert race(lambda: decide(request)) == 1
        restore_request(request)
