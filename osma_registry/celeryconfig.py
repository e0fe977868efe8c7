"""How Celery works. A task lost with its worker is run again: every task can bear that."""

from django.conf import settings

from reminders.schedule import SCHEDULE

LONGEST_TASK = 1800

broker_url = settings.REDIS_URL
broker_connection_retry_on_startup = True
broker_connection_max_retries = None  # a worker waits for its broker for as long as it takes
broker_connection_timeout = 2
broker_transport_options = {
    # a message is handed out again after its worker was lost: later than any task may take
    "visibility_timeout": 2 * LONGEST_TASK,
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
task_time_limit = LONGEST_TASK
worker_prefetch_multiplier = 1
worker_cancel_long_running_tasks_on_connection_loss = True  # they come again, and can bear it
worker_soft_shutdown_timeout = 8  # on SIGQUIT: what is done by then is done, the rest goes back
timezone = settings.TIME_ZONE
beat_scheduler = "osma_registry.beat:Scheduler"
beat_schedule = SCHEDULE
beat_schedule_filename = str(settings.DATA_DIR / "beat")
