"""The transition triggers of the database."""

import pytest
from django.db import IntegrityError, connection, transaction

from directive.lifecycles import LIFECYCLES
from workflow.triggers import fingerprint, function_sql

TABLES = {
    "practitioner": "practitioners_authorization",
    "request": "requests_app_accountrequest",
    "account": "registry_account",
    "assessment": "registry_assessment",
}


@pytest.fixture
def bare(db):
    """A table that has nothing but a state, with the real trigger of a lifecycle on it."""

    def make(name: str) -> str:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE bare (state text)")
            cursor.execute(
                f"CREATE TRIGGER t BEFORE INSERT OR UPDATE ON bare"
                f" FOR EACH ROW EXECUTE FUNCTION enforce_transitions_{name}()"
            )
        return "bare"

    return make


def attempt(statement: str, *params: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, params)
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize("name", LIFECYCLES)
def test_trigger_allows_only_the_transitions_of_the_lifecycle(bare, name):
    lifecycle = LIFECYCLES[name]
    table = bare(name)
    states = [state.name for state in lifecycle.states]
    for source in states:
        for target in states:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER t")
                cursor.execute(f"DELETE FROM {table}")
                cursor.execute(f"INSERT INTO {table} VALUES (%s)", [source])
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER t")
            moved = attempt(f"UPDATE {table} SET state = %s", target)
            assert moved == (source == target or (source, target) in lifecycle.transitions)


@pytest.mark.parametrize("name", LIFECYCLES)
def test_trigger_allows_inserts_only_in_a_first_state(bare, name):
    lifecycle = LIFECYCLES[name]
    table = bare(name)
    for state in lifecycle.states:
        inserted = attempt(f"INSERT INTO {table} VALUES (%s)", state.name)
        assert inserted == (state.name in lifecycle.first_states)


@pytest.mark.parametrize(("name", "table"), TABLES.items())
def test_transition_trigger_is_always_enabled(db, name, table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = %s",
            [table, f"enforce_transitions_{name}"],
        )
        assert cursor.fetchone()[0] == "A"


@pytest.mark.parametrize("name", LIFECYCLES)
def test_installed_trigger_function_matches_the_lifecycle(db, name):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT prosrc FROM pg_proc WHERE proname = %s", [f"enforce_transitions_{name}"]
        )
        source = cursor.fetchone()[0]
    assert source.strip() in function_sql(LIFECYCLES[name])


def test_fingerprint_changes_with_the_lifecycle():
    from dataclasses import replace

    lifecycle = LIFECYCLES["request"]
    assert fingerprint(replace(lifecycle, steps=lifecycle.steps[:-1])) != fingerprint(lifecycle)
