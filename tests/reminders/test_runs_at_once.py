"""Simultaneous reminder runs, on a database that commits."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from directive.roles import Role
from outbox.advisory_lock import REMINDERS_LOCK, advisory_lock
from outbox.models import Notification
from practitioners.models import Authorization
from reminders import tasks
from reminders.rules import RULES_BY_NAME
from reminders.run import rule_runs, send_reminders, write_notifications
from reminders.sql import RuleRun
from tests.factories import Department

STAFF = 6


@pytest.fixture
def due(cloned_database: str) -> int:
    """Two nominations due today, for six people each: the number of notifications."""
    department = Department()
    for number in range(STAFF):
        department.person(f"pa{number}", Role.PA)
    for name in ("one", "two"):
        department.nominate(department.person(name))
    Authorization.objects.update(
        due_on=timezone.localdate(), state_changed_at=timezone.now() - timedelta(days=3)
    )
    return 2 * STAFF


def run_at_once(calls: list[Callable[[], object]]) -> None:
    barrier = Barrier(len(calls))

    def run(call: Callable[[], object]) -> None:
        try:
            barrier.wait()
            call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        list(pool.map(run, calls))


def count_notifications() -> int:
    return Notification.objects.filter(event_type__endswith=".due").count()


def test_simultaneous_runs_create_each_notification_once(due: int) -> None:
    run_at_once(
        [tasks.send_reminders, tasks.send_reminders, send_reminders, send_reminders, send_reminders]
    )
    assert count_notifications() == due


@pytest.fixture
def rule_run(due: int) -> RuleRun:
    (rule_run,) = rule_runs(timezone.now(), [RULES_BY_NAME["practitioner.advise"]])
    return rule_run


def test_unique_constraint_prevents_duplicates_without_the_lock(
    due: int, rule_run: RuleRun
) -> None:
    run_at_once([lambda: write_notifications(rule_run)] * 3)
    assert count_notifications() == due


def write_on_another_connection(rule_run: RuleRun) -> int:
    try:
        return write_notifications(rule_run)
    finally:
        connections.close_all()


def blocks_another_connection() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]


def test_notifications_written_since_the_search_are_not_written_twice(
    due: int, rule_run: RuleRun
) -> None:
    """One run has searched before the other commits, and waits for its keys."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert write_notifications(rule_run) == due
            second = pool.submit(write_on_another_connection, rule_run)
            while not blocks_another_connection() and not second.done():
                time.sleep(0.01)
        assert second.result() == 0
    assert count_notifications() == due


def test_run_sends_nothing_during_another_run(due: int) -> None:
    def run_on_another_connection() -> object:
        try:
            return send_reminders()
        finally:
            connections.close_all()

    with advisory_lock(REMINDERS_LOCK), ThreadPoolExecutor(1) as pool:
        assert pool.submit(run_on_another_connection).result() is None
    assert count_notifications() == 0
