"""Drops the indexes and foreign keys of a table while it is filled, and builds them again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

_REFERENCES = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'f' ORDER BY conname
"""
# Not those that a foreign key of another table refers to: they cannot be dropped alone.
_UNIQUE = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'u' AND NOT EXISTS (
    SELECT FROM pg_constraint AS other WHERE other.conindid = pg_constraint.conindid AND other.contype = 'f'
) ORDER BY conname
"""
# Indexes of constraints come back with their constraint.
_INDEXES = """
SELECT relname, pg_get_indexdef(oid) FROM pg_class
WHERE oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = %s::regclass)
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = pg_class.oid) ORDER BY relname
"""


@contextmanager
def unindexed(using: str, table: str) -> Iterator[None]:
    """Within a transaction of the owner role."""
    # Nobody else sees the table without its constraints, and adding them again checks every row.
    with connections[using].cursor() as cursor:

        def fetch(query: str) -> list[tuple[str, str]]:
            cursor.execute(query, [table])
            rows: list[tuple[str, str]] = cursor.fetchall()
            return rows

        def alter_table(action: str) -> None:
            cursor.execute(f"ALTER TABLE {table} {action}")

        # PostgreSQL does not alter a table with deferred checks pending.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        constraints = [*fetch(_UNIQUE), *fetch(_REFERENCES)]
        for name, _ in reversed(constraints):
            alter_table(f'DROP CONSTRAINT "{name}"')
        indexes = fetch(_INDEXES)
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        # Sorting in memory is what makes building them at once faster.
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for _, definition in indexes:
            cursor.execute(definition)
        for name, definition in constraints:
            alter_table(f'ADD CONSTRAINT "{name}" {definition}')
