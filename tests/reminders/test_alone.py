from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from reminders.alone import CLOCK, DUE, alone


def taken(lock: int) -> bool:
    try:
        with alone(lock) as free:
            return free
    finally:
        connections.close_all()


def from_elsewhere(lock: int) -> bool:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(taken, lock).result()


def test_a_second_sweep_finds_the_lock_taken(cloned_database: str) -> None:
    with alone(CLOCK) as free:
        assert free
        assert not from_elsewhere(CLOCK)
        assert from_elsewhere(DUE)


def test_the_lock_is_let_go(cloned_database: str) -> None:
    with alone(CLOCK):
        pass
    assert from_elsewhere(CLOCK)
