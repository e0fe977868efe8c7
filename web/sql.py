from typing import Any

from django.db import connection
from django.db.models import QuerySet


def compile_queryset(rows: QuerySet[Any, Any]) -> str:
    """The SQL of a queryset with its parameters bound, to be put into a larger statement."""
    # psycopg quotes each value, which `str(query)` does not. A subquery needs no order.
    sql, params = rows.order_by().query.sql_with_params()
    text: str = connection.ops.compose_sql(sql, params)  # type: ignore[attr-defined]
    return text
