from celery.beat import PersistentScheduler


class Scheduler(PersistentScheduler):
    """Celery's scheduler, made safe for a system clock that is set back.

    Celery's own then starts no task until the clock has caught up with the last run, even after a restart.
    """

    def tick(self) -> float:
        self._reset_future_runs()
        return super().tick()

    def _reset_future_runs(self) -> None:
        """Set last runs that lie in the future to now."""
        now = self.app.now()
        entries = self.schedule.values()
        in_future = [entry for entry in entries if entry.last_run_at.timestamp() > now.timestamp()]
        for entry in in_future:
            entry.last_run_at = now
        # The heap holds the next run of each task, counted from the old last run.
        if in_future:
            self.populate_heap()
