"""The schedule of Celery beat, and its scheduler when the system clock jumps."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from osma_registry.beat_scheduler import Scheduler
from osma_registry.celery import app
from osma_registry.celeryconfig import beat_schedule

DAY = timedelta(days=1)
SOON = timedelta(seconds=5)  # when the next delivery is requested


class RecordingScheduler(Scheduler):
    """Records the tasks that it requests, and queues none."""

    producer = None

    def __init__(self, file: Path) -> None:
        self.requested: list[str] = []
        super().__init__(app=app, schedule_filename=str(file))

    def apply_entry(self, entry, producer) -> None:
        self.requested.append(entry.name)

    def ticks(self) -> list[str]:
        """The tasks due at this moment."""
        self.requested.clear()
        for _ in range(2 * len(self.schedule)):
            self.tick()
        return self.requested


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = app.now()
        monkeypatch.setattr(type(app), "now", lambda _app: self.at)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def beat(clock: Clock, tmp_path: Path) -> Iterator[RecordingScheduler]:
    beat = RecordingScheduler(tmp_path / "beat")
    yield beat
    beat.close()


def test_celery_starts_the_scheduler_of_the_project() -> None:
    assert app.conf.beat_scheduler == f"{Scheduler.__module__}:{Scheduler.__name__}"


def test_beat_requests_each_task_once_when_the_clock_goes_a_day_forward(
    beat: RecordingScheduler, clock: Clock
) -> None:
    clock.at += DAY
    assert sorted(beat.ticks()) == sorted(beat.schedule)


def test_beat_requests_again_soon_when_the_clock_goes_a_day_back(
    beat: RecordingScheduler, clock: Clock
) -> None:
    clock.at += DAY
    beat.ticks()
    clock.at -= DAY
    assert beat.tick() <= SOON.total_seconds()
    clock.at += SOON
    assert "deliver_emails" in beat.ticks()


def test_beat_requests_soon_when_started_after_the_clock_was_set_back(
    beat: RecordingScheduler, clock: Clock, tmp_path: Path
) -> None:
    clock.at += DAY
    beat.ticks()
    beat.close()
    clock.at -= DAY
    beat.setup_schedule()
    assert beat.tick() <= SOON.total_seconds()
    clock.at += SOON
    assert "deliver_emails" in beat.ticks()


@pytest.mark.parametrize("entry", beat_schedule.values(), ids=beat_schedule)
def test_scheduled_task_exists_and_is_run_again_after_its_worker_is_lost(entry: dict) -> None:
    app.loader.import_default_modules()
    task = app.tasks[entry["task"]]
    assert task.acks_late
    assert task.reject_on_worker_lost
    assert task.time_limit
