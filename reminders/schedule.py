"""When beat asks for what. Every task may run again, or late, without harm."""

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, object]] = {
    "relay": {"task": "reminders.relay", "schedule": 5.0, "options": {"expires": 5}},
    "digest": {"task": "reminders.digest", "schedule": crontab(minute="*/5")},
    "clock": {"task": "reminders.clock", "schedule": crontab(minute=15, hour="*/6")},
    "due": {"task": "reminders.due", "schedule": crontab(minute=30, hour="6-18")},
}
