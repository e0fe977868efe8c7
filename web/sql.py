from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet


def bind_sql(sql: str, params: Sequence[object]) -> str:
    """The SQL with its parameters in it, each quoted, to be put into a larger statement."""
    bound: str = connection.ops.compose_sql(sql, params)  # type: ignore[attr-defined]
    return bound


def compile_queryset(rows: QuerySet[Any, Any]) -> str:
    """The SQL of a queryset with its parameters bound, which `str(query)` would not quote."""
    # A subquery needs no order.
    return bind_sql(*rows.order_by().query.sql_with_params())
