import pytest
from celery.exceptions import OperationalError
from django.db import OperationalError as DatabaseAway
from django.db.migrations import executor
from django.test import Client

from osma_registry.views import health


def fail_with(problem: Exception) -> object:
    def check() -> str:
        raise problem

    return check


def test_live_answers_without_the_database(client: Client) -> None:
    assert client.get("/healthz/live").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_reports_database_migrations_and_broker(client: Client) -> None:
    answer = client.get("/healthz/ready")
    assert answer.status_code == 200
    assert {"database", "migrations", "broker"} <= answer.json()["checks"].keys()
    assert set(answer.json()["checks"].values()) == {"ok"}


@pytest.mark.django_db
def test_ready_fails_without_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(health.CHECKS, "database", fail_with(DatabaseAway("away")))
    answer = client.get("/healthz/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "unreachable"


@pytest.mark.django_db
def test_ready_does_not_fail_without_the_broker(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(health.CHECKS, "broker", fail_with(OperationalError("away")))
    answer = client.get("/healthz/ready")
    assert answer.status_code == 200
    assert answer.json()["checks"]["broker"] == "unreachable"


@pytest.mark.django_db
def test_ready_counts_migrations_to_apply(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor.MigrationExecutor, "migration_plan", lambda *_: ["one", "two"])
    assert health.migrations() == "2 to apply"
