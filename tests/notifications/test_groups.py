import pytest

from directive.lifecycles import LIFECYCLES
from notifications.digest import group_of
from notifications.groups import MANDATORY


@pytest.mark.parametrize(
    ("event_type", "group"),
    [
        ("request.advise", "request"),
        ("request.consult.next", "turn"),
        ("account.activate", "account"),
        ("request.return_for_changes.next", ""),  # mandatory: a return
        ("request.refuse", ""),
        ("account.direct_closure", ""),
        ("request.consult.vacant", ""),
        ("request.submit.due", ""),
        ("request.draft.due", "reminder"),
        ("request.draft.late", ""),
        ("account.overdue.l1", ""),  # of no group: at once
        ("something.else", ""),
    ],
)
def test_only_events_of_a_known_group_can_be_deferred(event_type: str, group: str) -> None:
    assert group_of(event_type) == group


def test_mandatory_steps_are_steps_of_a_lifecycle() -> None:
    for mandatory in MANDATORY:
        for step in mandatory.steps:
            lifecycle, _dot, name = step.partition(".")
            assert name in LIFECYCLES[lifecycle].by_step
