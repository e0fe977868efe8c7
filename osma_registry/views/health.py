"""Is the process alive, and may it be sent work?"""

from collections.abc import Callable

from celery.exceptions import OperationalError
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from notifications.monitoring import queue_status
from osma_registry.celery import app

IN_SHORT = {"socket_timeout": 1, "socket_connect_timeout": 1}  # a probe waits five seconds in all


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def migrations() -> str:
    executor = MigrationExecutor(connection)
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "ok" if not behind else f"{len(behind)} to apply"


def broker() -> str:
    with app.connection_for_read(transport_options=IN_SHORT) as queue:
        queue.ensure_connection(max_retries=1, timeout=1)
    return "ok"


CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "migrations": migrations,
    "broker": broker,
    "outbox": queue_status,
}
INFORMATIVE_CHECKS = {"broker", "outbox"}  # pages work without them


def check_status(check: Callable[[], str]) -> str:
    try:
        return check()
    except (DatabaseError, OperationalError, OSError):
        return "unreachable"


@require_safe
@login_not_required
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@require_safe
@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """Work goes on without the broker and the mail server: told, but no failure (P8)."""
    results = {name: check_status(check) for name, check in CHECKS.items()}
    failing = {name for name, result in results.items() if result != "ok"} - INFORMATIVE_CHECKS
    return JsonResponse(
        {"status": "failing" if failing else "ok", "checks": results},
        status=503 if failing else 200,
    )
