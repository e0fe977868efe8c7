import pytest

from directive.lifecycles import LIFECYCLES
from notifications.digest import group_of
from notifications.groups import MANDATORY


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("request.advise", "request"),
        ("request.consult.next", "turn"),
        ("account.activate", "account"),
        ("request.return_for_changes.next", ""),  # a return
        ("request.refuse", ""),
        ("account.direct_closure", ""),
        ("request.consult.vacant", ""),
        ("request.submit.due", ""),
        ("request.draft.due", "reminder"),
        ("request.draft.late", ""),
        ("account.overdue.l1", ""),  # not known here: at once
        ("something.else", ""),
    ],
)
def test_only_what_is_known_to_bear_it_may_wait(kind: str, group: str) -> None:
    assert group_of(kind) == group


def test_the_fixed_steps_are_steps() -> None:
    for fixed in MANDATORY:
        for step in fixed.steps:
            lifecycle, _dot, name = step.partition(".")
            assert name in LIFECYCLES[lifecycle].by_step
