"""A query as text with its values in it, for statements that are made of several."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet


def compile_queryset(rows: QuerySet[Any, Any]) -> str:
    sql, params = rows.order_by().query.sql_with_params()
    text: str = connection.ops.compose_sql(sql, params)  # type: ignore[attr-defined]
    return text
