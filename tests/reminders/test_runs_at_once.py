"""Beats and sweeps at the same moment, on a database that commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from directive.roles import Role
from outbox.advisory_lock import REMINDERS_LOCK, advisory_lock
from outbox.models import Notification
from practitioners.models import Authorization
from reminders import run as sweeping
from reminders import tasks
from reminders.rules import RULES_BY_NAME
from reminders.run import send_reminders
from tests.department import Department

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
        due_on=timezone.localdate(), state_changed_at=timezone.now() - timedelta(days=3)
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


def notifications() -> int:
    return Notification.objects.filter(event_type__endswith=".due").count()


def test_two_beats_and_three_sweeps_write_nothing_extra(due: int) -> None:
    all_at_once(
        [tasks.send_reminders, tasks.send_reminders, send_reminders, send_reminders, send_reminders]
    )
    assert notifications() == due


def test_the_key_has_the_last_word_where_the_lock_is_not_asked(due: int, monkeypatch) -> None:
    monkeypatch.setattr("reminders.run.RULES", (RULES_BY_NAME["practitioner.advise"],))
    searches = [*sweeping._rule_runs(timezone.now())]
    all_at_once([lambda: [sweeping._write_notifications(search) for search in searches]] * 3)
    assert notifications() == due


def test_a_sweep_gives_way_to_one_under_way(due: int) -> None:
    def while_another_holds_the_lock() -> None:
        with advisory_lock(REMINDERS_LOCK), ThreadPoolExecutor(1) as pool:
            assert pool.submit(elsewhere).result() is None

    def elsewhere() -> object:
        try:
            return send_reminders()
        finally:
            connections.close_all()

    while_another_holds_the_lock()
    assert notifications() == 0
