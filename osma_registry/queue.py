"""How Celery works. A task lost with its worker is run again: every task can bear that."""

from django.conf import settings

from reminders.schedule import SCHEDULE

broker_url = settings.REDIS_URL
broker_connection_retry_on_startup = True
broker_transport_options = {
    "visibility_timeout": 600,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "retry_on_timeout": True,
}
task_ignore_result = True
task_acks_late = True
task_reject_on_worker_lost = True
task_time_limit = 300
worker_prefetch_multiplier = 1
timezone = settings.TIME_ZONE
beat_schedule = SCHEDULE
beat_schedule_filename = str(settings.DATA_DIR / "beat")
