from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from outbox.advisory_lock import DAILY_STEPS_LOCK, REMINDERS_LOCK, advisory_lock


def taken(lock: int) -> bool:
    try:
        with advisory_lock(lock) as free:
            return free
    finally:
        connections.close_all()


def from_elsewhere(lock: int) -> bool:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(taken, lock).result()


def test_a_second_sweep_finds_the_lock_taken(cloned_database: str) -> None:
    with advisory_lock(DAILY_STEPS_LOCK) as free:
        assert free
        assert not from_elsewhere(DAILY_STEPS_LOCK)
        assert from_elsewhere(REMINDERS_LOCK)


def test_the_lock_is_let_go(cloned_database: str) -> None:
    with advisory_lock(DAILY_STEPS_LOCK):
        pass
    assert from_elsewhere(DAILY_STEPS_LOCK)
