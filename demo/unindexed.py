"""A table without its indexes and foreign keys while it is filled: each is then built once, in bulk."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

_REFERENCES = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'f' ORDER BY conname
"""
_UNIQUE = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'u' AND NOT EXISTS (
    SELECT FROM pg_constraint AS other WHERE other.conindid = pg_constraint.conindid AND other.contype = 'f'
) ORDER BY conname
"""
_INDEXES = """
SELECT relname, pg_get_indexdef(oid) FROM pg_class
WHERE oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = %s::regclass)
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = pg_class.oid) ORDER BY relname
"""


@contextmanager
def unindexed(using: str, table: str) -> Iterator[None]:
    """Within the owner's transaction: nobody else ever sees the table so, and every check is made."""
    with connections[using].cursor() as cursor:

        def found(query: str) -> list[tuple[str, str]]:
            cursor.execute(query, [table])
            return cursor.fetchall()

        def alter(words: str) -> None:
            cursor.execute(f"ALTER TABLE {table} {words}")

        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # waiting checks would stand in the way
        constraints = [*found(_UNIQUE), *found(_REFERENCES)]
        for name, _ in reversed(constraints):
            alter(f'DROP CONSTRAINT "{name}"')
        indexes = found(_INDEXES)
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for _, definition in indexes:
            cursor.execute(definition)
        for name, definition in constraints:
            alter(f'ADD CONSTRAINT "{name}" {definition}')
