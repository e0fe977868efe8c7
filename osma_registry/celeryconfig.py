"""Celery's configuration and schedule. A task lost with its worker is run again: every task can bear that."""

from celery.schedules import crontab
from django.conf import settings

MAX_TASK_SECONDS = 1800
broker_url = settings.REDIS_URL
broker_connection_retry_on_startup = True
broker_connection_max_retries = None  # a worker waits for its broker for as long as it takes
broker_connection_timeout = 2
broker_transport_options = {
    # a message is handed out again after its worker was lost: later than any task may take
    "visibility_timeout": 2 * MAX_TASK_SECONDS,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
}
# what beat cannot hand over it drops: the next beat is near
task_publish_retry_policy = {"max_retries": 1, "interval_start": 0, "interval_max": 1}
task_ignore_result = True
task_acks_late = True
task_reject_on_worker_lost = True
task_time_limit = MAX_TASK_SECONDS
worker_prefetch_multiplier = 1
worker_cancel_long_running_tasks_on_connection_loss = True  # they come again, and can bear it
worker_soft_shutdown_timeout = 8  # on SIGQUIT: what is done by then is done, the rest goes back
timezone = settings.TIME_ZONE
beat_scheduler = "osma_registry.beat_scheduler:Scheduler"
beat_schedule: dict[str, dict[str, object]] = {
    "deliver_emails": {
        "task": "notifications.deliver_emails",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "send_digests": {"task": "notifications.send_digests", "schedule": crontab(minute="*/5")},
    "daily_steps": {"task": "reminders.daily_steps", "schedule": crontab(minute=15, hour="*/6")},
    "send_reminders": {
        "task": "reminders.send_reminders",
        "schedule": crontab(minute=30, hour="6-18"),
    },
}
beat_schedule_filename = str(settings.DATA_DIR / "beat")
