"""Beats and sweeps at the same moment, on a database that commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from directive.roles import Role
from practitioners.models import Authorization
from reminders import sweep as sweeping
from reminders import tasks
from reminders.alone import DUE, alone
from reminders.rules import BY_KIND
from reminders.sweep import sweep
from tests.reminders.office import Department
from workflow.models import Letter

AT_ONCE = 5
STAFF = 6


@pytest.fixture
def due(cloned_database: str) -> int:
    """Two nominations due today, for six people each: the number of letters they make."""
    department = Department()
    for number in range(STAFF):
        department.person(f"pa{number}", Role.PA)
    for name in ("one", "two"):
        department.nominate(department.person(name))
    Authorization.objects.update(
        due_on=timezone.localdate(), state_since=timezone.now() - timedelta(days=3)
    )
    return 2 * STAFF


def all_at_once(works: list[Callable[[], object]]) -> None:
    barrier = Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        try:
            barrier.wait()
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        list(pool.map(run, works))


def letters() -> int:
    return Letter.objects.filter(kind__endswith=".due").count()


def test_two_beats_and_three_sweeps_write_nothing_extra(due: int) -> None:
    all_at_once([tasks.due, tasks.due, sweep, sweep, sweep])
    assert letters() == due


def test_the_key_has_the_last_word_where_the_lock_is_not_asked(due: int, monkeypatch) -> None:
    monkeypatch.setattr("reminders.sweep.RULES", (BY_KIND["practitioner.advise"],))
    searches = [*sweeping._searches(timezone.now())]
    all_at_once([lambda: [sweeping._write(search) for search in searches]] * 3)
    assert letters() == due


def test_a_sweep_gives_way_to_one_under_way(due: int) -> None:
    def while_another_holds_the_lock() -> None:
        with alone(DUE), ThreadPoolExecutor(1) as pool:
            assert pool.submit(elsewhere).result() is None

    def elsewhere() -> object:
        try:
            return sweep()
        finally:
            connections.close_all()

    while_another_holds_the_lock()
    assert letters() == 0
