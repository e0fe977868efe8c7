"""Beat, on a clock that may be set back."""

from typing import Any

from celery.beat import PersistentScheduler


class Scheduler(PersistentScheduler):
    """Celery's own would ask for nothing until the clock has caught up, even when it is started anew."""

    def tick(self, *how: Any, **named: Any) -> float:
        self._forget_the_future()
        return float(super().tick(*how, **named))

    def _forget_the_future(self) -> None:
        """What ran at a time that is yet to come has run just now."""
        now = self.app.now()
        entries = self.schedule.values()
        ahead = [one for one in entries if one.last_run_at.timestamp() > now.timestamp()]
        for entry in ahead:
            entry.last_run_at = now
        if ahead:
            self._heap = None
