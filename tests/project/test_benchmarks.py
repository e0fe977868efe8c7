"""The SQL of the benchmarks names columns as they are now."""

import pytest
from django.db import connections

from benchmarks.due_accounts import DUE_SQL, FINDINGS_SQL
from benchmarks.reminders import FORGET_SQL


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("statement", [DUE_SQL, FINDINGS_SQL, *FORGET_SQL])
def test_database_can_plan_the_statement(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}")
        assert cursor.fetchall()
