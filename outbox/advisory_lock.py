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
    # In a transaction of a connection of its own: it outlives the run's commits, and ends with a killed
    # process. Not of the session, which a pooler in transaction mode shares out.
    holder = connection.copy()
    holder.set_autocommit(False)
    try:
        with holder.cursor() as cursor:
            # The transaction is idle for as long as the run takes.
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock])
            (acquired,) = cursor.fetchone()
        yield acquired
    finally:
        try:
            # Waits until the lock is free: a close alone returns before the server has noticed.
            holder.rollback()
        finally:
            holder.close()
