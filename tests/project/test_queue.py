"""Waits for the broker are bounded, and a task whose worker was lost is queued again."""

import socket
from collections.abc import Iterator

import pytest
from celery.exceptions import OperationalError

from osma_registry import celeryconfig
from osma_registry.celery import app
from osma_registry.celeryconfig import beat_schedule
from osma_registry.views import health


@pytest.fixture
def black_hole(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A broker that accepts connections and never replies."""
    with socket.socket() as hole:
        hole.bind(("127.0.0.1", 0))
        hole.listen(10)
        url = f"redis://127.0.0.1:{hole.getsockname()[1]}/0"
        monkeypatch.setattr(app.conf, "broker_read_url", url)
        yield


def test_broker_that_never_answers_is_unreachable(black_hole: None) -> None:
    with pytest.raises(OperationalError):
        health.broker()


def test_task_time_limits_are_below_the_visibility_timeout() -> None:
    app.loader.import_default_modules()
    longest = max(app.tasks[entry["task"]].time_limit for entry in beat_schedule.values())
    assert (
        longest
        <= celeryconfig.MAX_TASK_SECONDS
        < celeryconfig.broker_transport_options["visibility_timeout"]
    )


def test_sockets_and_retries_are_bounded() -> None:
    options = app.conf.broker_transport_options
    assert 2 <= options["socket_timeout"] <= 5
    assert 2 <= options["socket_connect_timeout"] <= 5
    assert app.conf.task_publish_retry_policy["max_retries"] == 1
    assert app.conf.worker_soft_shutdown_timeout > 0
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
