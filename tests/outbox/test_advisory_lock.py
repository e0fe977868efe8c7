from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from outbox.advisory_lock import DAILY_STEPS_LOCK, REMINDERS_LOCK, advisory_lock


def can_lock(lock: int) -> bool:
    try:
        with advisory_lock(lock) as acquired:
            return acquired
    finally:
        connections.close_all()


def another_connection_can_lock(lock: int) -> bool:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(can_lock, lock).result()


def test_advisory_lock_is_not_acquired_twice(cloned_database: str) -> None:
    with advisory_lock(DAILY_STEPS_LOCK) as acquired:
        assert acquired
        assert not another_connection_can_lock(DAILY_STEPS_LOCK)
        assert another_connection_can_lock(REMINDERS_LOCK)


def test_advisory_lock_is_released(cloned_database: str) -> None:
    with advisory_lock(DAILY_STEPS_LOCK):
        pass
    assert another_connection_can_lock(DAILY_STEPS_LOCK)
