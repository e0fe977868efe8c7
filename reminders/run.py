"""The sweep: everything that is due gets its letters, each once, however often it runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from outbox.advisory_lock import REMINDERS_LOCK, advisory_lock
from reminders.models import ReminderRun
from reminders.rules import RULES
from reminders.schedule import current_schedules
from reminders.sql import COLUMNS, RuleRun, any_due_sql, notifications_sql

FIRST_RUN_DAYS = 6  # days that the first sweep of all looks back
# The identifier is made from the key: it costs no randomness, and the same letter has one Message-ID.
_KEY = "concat(event_type, object_id, occurrence, recipient_id)"
INSERT_SQL = f"""
INSERT INTO outbox_notification (id, {COLUMNS}, created_at, next_attempt_at, attempts, last_error)
SELECT left(encode(sha256(convert_to({_KEY}, 'UTF8')), 'hex'), 32)::uuid,
    {COLUMNS}, now(), now(), 0, ''
FROM ({{notifications}}) found ({COLUMNS})"""  # noqa: S608
ON_CONFLICT_SQL = "\nON CONFLICT DO NOTHING"
PREVIEW_SQL = f"""
SELECT f.event_type, f.occurrence, coalesce(f.context ->> 'label_en', ''), p.name
FROM ({{notifications}}) f ({COLUMNS}) JOIN access_person p ON p.id = f.recipient_id
ORDER BY f.event_type, f.occurrence, p.name"""  # noqa: S608
# How many rows are due no planner can guess: it would loop over them all, where one pass is enough, and
# read all letters for each of them, where few are written yet and the index has a place.
SETTINGS_SQL = """
SET LOCAL statement_timeout = '20min';
SET LOCAL work_mem = '64MB';
SET LOCAL enable_nestloop = off;
SET LOCAL random_page_cost = 1.1;
SET LOCAL jit = off"""


def noon(day: date) -> datetime:
    """A moment of this day in every time zone of the country, and of most deployments."""
    return datetime.combine(day, time(12), UTC)


def send_reminders(at: datetime | None = None) -> ReminderRun | None:
    """None when another one is under way."""
    at = at or timezone.now()
    with advisory_lock(REMINDERS_LOCK) as free:
        return _run(at) if free else None


def preview_reminders(at: datetime) -> Iterator[tuple[str, str, str, str]]:
    """(event_type, occurrence, title, recipient) of the letters that a sweep would write."""
    for search in _rule_runs(at):
        with _planner_settings(), connection.chunked_cursor() as cursor:
            cursor.execute(PREVIEW_SQL.format(notifications=notifications_sql(search)))
            yield from cursor


def _run(at: datetime) -> ReminderRun:
    started_at = timezone.now()
    written = sum(_write_notifications(search) for search in _rule_runs(at))
    return ReminderRun.objects.create(
        day=timezone.localdate(at),
        started_at=started_at,
        duration=timezone.now() - started_at,
        notifications=written,
    )


def _rule_runs(at: datetime) -> Iterator[RuleRun]:
    missed, found = _days_since_last_run(timezone.localdate(at)), current_schedules()
    for rule in RULES:
        yield RuleRun(rule, found[rule.name], at, missed)


def _write_notifications(search: RuleRun) -> int:
    """Most rules have nothing due at most times, and the letters are long to plan: that is asked first."""
    with _planner_settings(), connection.cursor() as cursor:
        cursor.execute(any_due_sql(search))
        (found,) = cursor.fetchone()
        if not found:
            return 0
        _insert(cursor, INSERT_SQL.format(notifications=notifications_sql(search)))
        return int(cursor.rowcount)


def _insert(cursor: Any, sql: str) -> None:
    """What was written before is not among what is found, so that nothing has to give way.

    To look for each letter in the unique indexes first costs a fifth of the writing: it is done only where
    somebody wrote the same letters meanwhile.
    """
    try:
        with transaction.atomic():
            cursor.execute(sql)
    except IntegrityError:
        cursor.execute(sql + ON_CONFLICT_SQL)


@contextmanager
def _planner_settings() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS_SQL)
        yield


def _days_since_last_run(day: date) -> int:
    """Days since the last sweep.

    One that ran ahead of the calendar, on a clock set wrong, does not count, even when its day has come: it
    could not know what the days before would bring.
    """
    swept = ReminderRun.objects.filter(day__lte=day).order_by("-pk")
    last = swept.values_list("day", flat=True).first()
    return (day - last).days if last else FIRST_RUN_DAYS
