from datetime import datetime

from celery import Celery

class ScheduleEntry:
    last_run_at: datetime

class PersistentScheduler:
    app: Celery
    schedule: dict[str, ScheduleEntry]
    def populate_heap(self) -> None: ...
    def tick(self) -> float: ...
