"""One sweep at a time, whoever asks for it: the scheduler itself keeps no such lock."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

DAILY_STEPS_LOCK = 20080009
REMINDERS_LOCK = 20080010


@contextmanager
def advisory_lock(lock: int) -> Iterator[bool]:
    """Whether the lock was free. It belongs to the connection, so a killed process lets it go."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        (free,) = cursor.fetchone()
    try:
        yield free
    finally:
        if free:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])
