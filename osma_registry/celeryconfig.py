"""Celery's configuration and schedule.

Tasks are delivered at least once: one whose worker is lost runs again, so every task is idempotent.
"""

from celery.schedules import crontab
from django.conf import settings

MAX_TASK_SECONDS = 1800
broker_url = settings.REDIS_URL
broker_connection_retry_on_startup = True
broker_connection_max_retries = None  # a worker waits for its broker without limit
broker_connection_timeout = 2
broker_transport_options = {
    # Redis delivers a message that was not acknowledged again after this: longer than any task may run.
    "visibility_timeout": 2 * MAX_TASK_SECONDS,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
}
# Beat drops what it cannot publish soon: the schedule publishes it again.
task_publish_retry_policy = {"max_retries": 1, "interval_start": 0, "interval_max": 1}
task_ignore_result = True
# After the task, not before it: together with reject_on_worker_lost, no task is lost with its worker.
task_acks_late = True
task_reject_on_worker_lost = True
task_time_limit = MAX_TASK_SECONDS
worker_prefetch_multiplier = 1  # a message that waits in a worker cannot be run by another
worker_cancel_long_running_tasks_on_connection_loss = True  # they are delivered again
worker_soft_shutdown_timeout = 8  # after SIGQUIT; an unfinished task goes back to the queue
timezone = settings.TIME_ZONE
beat_scheduler = "osma_registry.beat_scheduler:Scheduler"
beat_schedule: dict[str, dict[str, object]] = {
    "deliver_emails": {
        "task": "notifications.deliver_emails",
        "schedule": 5.0,
        "options": {"expires": 5},  # with no worker, runs must not pile up in the queue
    },
    "send_digests": {"task": "notifications.send_digests", "schedule": crontab(minute="*/5")},
    # Several times a day: a run that was missed is made up within hours, one with nothing to do costs little.
    "daily_steps": {"task": "reminders.daily_steps", "schedule": crontab(minute=15, hour="*/6")},
    "send_reminders": {
        "task": "reminders.send_reminders",
        "schedule": crontab(minute=30, hour="6-18"),
    },
}
beat_schedule_filename = str(settings.DATA_DIR / "beat")
