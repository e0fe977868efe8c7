"""`take_step_on_each`: automatic steps of the daily run."""

import structlog

from practitioners.models import Authorization
from tests.factories import Department
from workflow.steps import take_step, take_step_on_each


def test_row_that_fails_does_not_stop_the_steps_of_the_others(department: Department) -> None:
    rows = [department.nominate(department.person(name)) for name in ("a", "b", "c")]

    def take(row):
        if row == rows[1]:
            raise ValueError
        why = "Posted elsewhere."
        values = {"end_reason": why}
        return take_step(row, "decline", by=department.superior, reason=why, values=values)

    assert take_step_on_each(rows, take) == 2
    states = dict(Authorization.objects.values_list("pk", "state"))
    assert [states[row.pk] for row in rows] == ["declined", "nominated", "declined"]


def test_failed_automatic_step_is_logged_by_key_without_names(department: Department) -> None:
    row = department.nominate()

    def fail(row):
        raise ValueError

    with structlog.testing.capture_logs() as lines:
        take_step_on_each([row], fail)
    assert [(line["event"], line["row"]) for line in lines] == [
        ("automatic_step_failed", str(row.pk))
    ]
    assert "nominee" not in str(lines)
