"""Each step in each state by each role: a person outside the row is refused, and nothing is written."""

import pytest
from django.db import transaction

from access.policy import can_take_step, can_view
from access.resolver import access_for_users
from audit.models import AuditEvent
from outbox.models import Notification
from tests.invariants.demo_rows import one_row_per_state
from workflow.exceptions import InvalidTransition, NotVisible, StepError, StepNotPermitted
from workflow.steps import take_step

pytestmark = pytest.mark.template_database("demo")


def written_counts() -> tuple[int, int]:
    return AuditEvent.objects.count(), Notification.objects.count()


def attempt(row, name, person) -> type[StepError] | None:
    """Take the step and roll it back; gives the error, if any."""
    try:
        with transaction.atomic():
            take_step(row, name, by=person)
            transaction.set_rollback(True)
    except StepError as problem:
        return type(problem)
    return None


def steps_from(row):
    return [step for step in row.lifecycle.steps if row.state in step.from_states]


def test_step_is_refused_without_trace_to_roles_outside_its_row(demo_data):
    found = access_for_users(demo_data.values())
    before = written_counts()
    for row in one_row_per_state():
        for step in steps_from(row):
            for person in demo_data.values():
                access = found[person.pk]
                if can_take_step(access, step, row):
                    continue
                refused = StepNotPermitted if can_view(access, row) else NotVisible
                problem = attempt(row, step.name, person)
                assert problem is refused, (person.username, row.lifecycle.name, step.name)
        fresh = type(row)._base_manager.get(pk=row.pk)
        assert (fresh.state, fresh.version) == (row.state, row.version)
    assert written_counts() == before


def test_step_is_refused_outside_its_from_states(demo_data):
    found = access_for_users(demo_data.values())
    for row in one_row_per_state():
        reader = next(person for person in demo_data.values() if can_view(found[person.pk], row))
        for step in row.lifecycle.steps:
            if not step.is_initial and row.state not in step.from_states:
                assert attempt(row, step.name, reader) is InvalidTransition, (row.state, step.name)


def test_only_automatic_steps_run_without_an_actor(demo_data):
    for row in one_row_per_state():
        for step in row.lifecycle.steps:
            if not step.is_initial and not step.is_automatic:
                assert attempt(row, step.name, None) in {StepNotPermitted, InvalidTransition}, (
                    step.name
                )


def test_requester_cannot_take_deciding_steps_on_their_own_request(demo_data):
    """§ 4.3: no advice, endorsement, review or decision on a request that is one's own (D2)."""
    deciding = {
        "advise",
        "endorse",
        "decline",
        "return_for_changes",
        "assign",
        "recommend",
        "approve",
        "refuse",
    }
    people = access_for_users(demo_data.values())
    for row in one_row_per_state():
        if row.lifecycle.name != "request":
            continue
        own = {
            row.requester_id,
            row.submitted_by_id,
            *row.practitioners.values_list("pk", flat=True),
        }
        for name in deciding & set(row.lifecycle.by_step):
            for pk in own & set(people):
                step = row.lifecycle.step(name)
                if name == "recommend" and row.kind == "carry_over":
                    continue  # its recorder presents it; ADM(PA) alone decides
                assert can_take_step(people[pk], step, row) is None
