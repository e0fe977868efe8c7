"""PostgreSQL advisory locks around runs of which only one may be under way.

django-celery-beat and Celery's own beat hold no such lock: two schedulers would run everything twice.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

DAILY_STEPS_LOCK = 20080009
REMINDERS_LOCK = 20080010


@contextmanager
def advisory_lock(lock: int) -> Iterator[bool]:
    """Gives whether the lock was free; it is then held until the end of the block."""
    # Of the session, not the transaction: it outlives the run's commits, and ends with a killed process.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        (acquired,) = cursor.fetchone()
    try:
        yield acquired
    finally:
        if acquired:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])
