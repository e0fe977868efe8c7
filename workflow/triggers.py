"""Triggers generated from the step tables: the database refuses any transition that no step allows.

They hold where `take_step` is not used: `queryset.update`, a shell, SQL by hand.
"""

import hashlib
from typing import Any

from django.db.migrations.operations.base import Operation

from directive.lifecycles import LIFECYCLES
from directive.lifecycles.grammar import Lifecycle


def function_sql(lifecycle: Lifecycle) -> str:
    # State names come from the code, and PL/pgSQL takes no parameters here. Sorted, so that the text is stable.
    initial_states = ", ".join(f"'{state}'" for state in sorted(lifecycle.first_states))
    transitions = ", ".join(f"('{a}', '{b}')" for a, b in sorted(lifecycle.transitions))
    name = f"enforce_transitions_{lifecycle.name}"
    return f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state NOT IN ({initial_states}) THEN
            RAISE EXCEPTION '{lifecycle.name}: nothing begins as %', NEW.state
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN ({transitions}) THEN
        RAISE EXCEPTION '{lifecycle.name}: % does not lead to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;"""


def trigger_sql(lifecycle: Lifecycle, table: str) -> str:
    name = f"enforce_transitions_{lifecycle.name}"
    # ENABLE ALWAYS: an ordinary trigger is skipped under session_replication_role = replica.
    return f"""
DROP TRIGGER IF EXISTS {name} ON {table};
CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name};"""


def fingerprint(lifecycle: Lifecycle) -> str:
    """A hash of the function. It is an argument of the migration: a changed table needs a new migration."""
    return hashlib.sha256(function_sql(lifecycle).encode()).hexdigest()[:12]


class InstallTransitionTrigger(Operation):
    """Migration operation: create or replace the trigger of a lifecycle on its table.

    `rows` is the `fingerprint` for which the migration was written.
    """

    reversible = True

    def __init__(self, lifecycle: str, table: str, rows: str) -> None:
        self.lifecycle, self.table, self.rows = lifecycle, table, rows

    def deconstruct(self) -> tuple[str, list[Any], dict[str, str]]:
        return (
            type(self).__name__,
            [],
            {"lifecycle": self.lifecycle, "table": self.table, "rows": self.rows},
        )

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass  # the trigger is no part of the state of the models

    def database_forwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        lifecycle = LIFECYCLES[self.lifecycle]
        # params=None: with an empty tuple psycopg would read the % of RAISE as a placeholder.
        editor.execute(function_sql(lifecycle), params=None)
        editor.execute(trigger_sql(lifecycle, self.table), params=None)

    def database_backwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        editor.execute(
            f"DROP TRIGGER IF EXISTS enforce_transitions_{self.lifecycle} ON {self.table}",
            params=None,
        )

    def describe(self) -> str:
        return f"Install the transition trigger of {self.lifecycle}"
