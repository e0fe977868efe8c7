"""Liveness and readiness probes."""

from collections.abc import Callable

from celery.exceptions import OperationalError
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from notifications.monitoring import queue_status
from osma_registry.celery import app

# Seconds. All checks together must answer within the five seconds of a probe.
BROKER_TIMEOUTS = {"socket_timeout": 1, "socket_connect_timeout": 1}


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def migrations() -> str:
    # A release gets no requests before its migrations are applied.
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "ok" if not pending else f"{len(pending)} to apply"


def broker() -> str:
    with app.connection_for_read(transport_options=BROKER_TIMEOUTS) as queue:
        queue.ensure_connection(max_retries=1, timeout=1)
    return "ok"


CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "migrations": migrations,
    "broker": broker,
    "outbox": queue_status,
}
# Reported, but no failure: pages work without the broker and the mail server, and the outbox keeps e-mails.
INFORMATIVE_CHECKS = {"broker", "outbox"}


def check_status(check: Callable[[], str]) -> str:
    try:
        return check()
    except (DatabaseError, OperationalError, OSError):
        return "unreachable"


@require_safe
@login_not_required
def live(request: HttpRequest) -> JsonResponse:
    # Looks at nothing else: a restart would not mend a database that is down.
    return JsonResponse({"status": "ok"})


@require_safe
@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """503 where a check that pages depend on fails; the result of every check in the body."""
    results = {name: check_status(check) for name, check in CHECKS.items()}
    failing = {name for name, result in results.items() if result != "ok"} - INFORMATIVE_CHECKS
    return JsonResponse(
        {"status": "failing" if failing else "ok", "checks": results},
        status=503 if failing else 200,
    )
