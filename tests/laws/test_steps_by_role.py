"""Each state by step by role: whoever the table does not name is refused, and nothing has happened."""

import pytest
from django.db import transaction

from access.policy import may_see, may_take
from access.standing import standings
from audit.models import Event
from tests.laws.rows import one_of_each
from workflow.models import Letter
from workflow.problems import Invisible, NotYours, OutOfTurn, StepProblem
from workflow.steps import take_step

pytestmark = pytest.mark.django_db


def traces() -> tuple[int, int]:
    return Event.objects.count(), Letter.objects.count()


def attempt(row, name, person) -> type[StepProblem] | None:
    """Knock on the one door, and leave nothing behind when it opens."""
    try:
        with transaction.atomic():
            with take_step(row, name, by=person):
                pass
            transaction.set_rollback(True)
    except StepProblem as problem:
        return type(problem)
    return None


def steps_from(row):
    return [step for step in row.lifecycle.steps if row.state in step.sources]


def test_whom_the_table_does_not_name_is_refused_without_a_trace(told):
    found = standings(told.values())
    before = traces()
    for row in one_of_each():
        for step in steps_from(row):
            for person in told.values():
                standing = found[person.pk]
                if may_take(standing, step, row):
                    continue
                refused = NotYours if may_see(standing, row) else Invisible
                problem = attempt(row, step.name, person)
                assert problem is refused, (person.username, row.lifecycle.name, step.name)
        fresh = type(row)._base_manager.get(pk=row.pk)
        assert (fresh.state, fresh.version) == (row.state, row.version)
    assert traces() == before


def test_no_step_is_taken_out_of_turn(told):
    found = standings(told.values())
    for row in one_of_each():
        reader = next(person for person in told.values() if may_see(found[person.pk], row))
        for step in row.lifecycle.steps:
            if not step.starts and row.state not in step.sources:
                assert attempt(row, step.name, reader) is OutOfTurn, (row.state, step.name)


def test_the_clock_takes_only_its_own_steps(told):
    for row in one_of_each():
        for step in row.lifecycle.steps:
            if not step.starts and not step.by_the_clock:
                assert attempt(row, step.name, None) in {NotYours, OutOfTurn}, step.name


def test_nobody_acts_on_their_own_request(told):
    """§ 4.3: no advice, endorsement, review or decision on a request that is one's own (D2)."""
    judging = {
        "advise",
        "endorse",
        "decline",
        "send_back",
        "take_up",
        "recommend",
        "approve",
        "refuse",
    }
    people = standings(told.values())
    for row in one_of_each():
        if row.lifecycle.name != "request":
            continue
        own = {
            row.requester_id,
            row.submitted_by_id,
            *row.practitioners.values_list("pk", flat=True),
        }
        for name in judging & set(row.lifecycle.by_step):
            for pk in own & set(people):
                step = row.lifecycle.step(name)
                if name == "recommend" and row.kind == "carry_over":
                    continue  # its recorder presents it; ADM(PA) alone decides
                assert may_take(people[pk], step, row) is None
