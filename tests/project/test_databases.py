from threading import Thread

import pytest
from django.db import ProgrammingError, connection, connections

from access.models import Person
from workflow.management.commands.prepare_database import DELETABLE_TABLES, INSERT_ONLY_TABLES

runtime = pytest.mark.django_db


def answer(statement: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()


@runtime
def test_tests_run_as_the_runtime_role() -> None:
    statement = "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user"
    role, superuser = answer(statement)
    assert role != connections["owner"].settings_dict["USER"]
    assert not superuser


@runtime
def test_runtime_role_owns_nothing() -> None:
    assert answer("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole") == (0,)


@runtime
def test_runtime_role_deletes_only_from_the_listed_tables() -> None:
    statement = """
        SELECT array_agg(relname::text) FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            AND has_table_privilege(oid, 'DELETE')"""
    assert set(answer(statement)[0]) == DELETABLE_TABLES.keys()


@runtime
@pytest.mark.parametrize("table", sorted(INSERT_ONLY_TABLES))
def test_runtime_role_cannot_change_an_append_only_table(table: str) -> None:
    rights = answer(
        f"SELECT has_table_privilege('{table}', 'UPDATE'), has_table_privilege('{table}', 'DELETE')"
    )
    assert rights == (False, False)


@runtime
@pytest.mark.parametrize("statement", ["CREATE TABLE mine ()", "TRUNCATE access_person"])
def test_runtime_role_cannot_create_or_empty_a_table(statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        answer(statement)


def test_cloned_database_commits_for_every_thread(cloned_database: str) -> None:
    found: list[bool] = []

    def look() -> None:
        found.append(Person.objects.filter(username="anyone").exists())
        connections.close_all()

    Person.objects.create(username="anyone", name="Anyone")
    thread = Thread(target=look)
    thread.start()
    thread.join()
    assert found == [True]


@runtime
def test_cloned_database_leaves_nothing_behind() -> None:
    assert not Person.objects.filter(username="anyone").exists()
