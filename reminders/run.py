"""A reminder run writes the notifications of everything that is due, each once, however often it runs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from outbox.advisory_lock import REMINDERS_LOCK, advisory_lock
from reminders.models import ReminderRun
from reminders.rule import ReminderRule
from reminders.rules import RULES
from reminders.schedule import current_schedules
from reminders.sql import COLUMNS, RuleRun, any_due_sql, notifications_sql

FIRST_RUN_DAYS = 6  # that the first run of an installation looks back
# An identifier made from the key costs no randomness, and a notification that is written again after a
# restore has the same Message-ID.
_KEY = "concat(event_type, object_id, occurrence, recipient_id)"
INSERT_SQL = f"""
WITH written AS (
    INSERT INTO outbox_notification (id, {COLUMNS}, created_at)
    SELECT left(encode(sha256(convert_to({_KEY}, 'UTF8')), 'hex'), 32)::uuid, {COLUMNS}, now()
    FROM ({{notifications}}) found ({COLUMNS}){{on_conflict}}
    RETURNING id
)
INSERT INTO outbox_emaildelivery (notification_id, next_attempt_at, attempts, last_error)
SELECT id, now(), 0, '' FROM written"""  # noqa: S608
ON_CONFLICT_SQL = "\n    ON CONFLICT DO NOTHING"
PREVIEW_SQL = f"""
SELECT f.event_type, f.occurrence, coalesce(f.context ->> 'label_en', ''), p.name
FROM ({{notifications}}) f ({COLUMNS}) JOIN access_person p ON p.id = f.recipient_id
ORDER BY f.event_type, f.occurrence, p.name"""  # noqa: S608
# No planner can guess how many rows are due: it would loop over them, where one pass is enough, and read
# all notifications for each of them, where the index is cheaper.
SETTINGS_SQL = """
SET LOCAL statement_timeout = '20min';
SET LOCAL work_mem = '64MB';
SET LOCAL enable_nestloop = off;
SET LOCAL random_page_cost = 1.1;
SET LOCAL jit = off"""


def noon(day: date) -> datetime:
    """A moment that is on this day in every time zone from UTC-12 to UTC+11."""
    return datetime.combine(day, time(12), UTC)


def send_reminders(
    at: datetime | None = None, *, rules: Sequence[ReminderRule] = RULES
) -> ReminderRun | None:
    """None when another run is under way."""
    at = at or timezone.now()
    with advisory_lock(REMINDERS_LOCK) as acquired:
        return _run(at, rules) if acquired else None


def preview_reminders(
    at: datetime, *, rules: Sequence[ReminderRule] = RULES
) -> Iterator[tuple[str, str, str, str]]:
    """(event type, occurrence, label, recipient) of the notifications that a run would write."""
    for rule_run in rule_runs(at, rules):
        with _planner_settings(), connection.chunked_cursor() as cursor:
            cursor.execute(PREVIEW_SQL.format(notifications=notifications_sql(rule_run)))
            yield from cursor


def _run(at: datetime, rules: Sequence[ReminderRule]) -> ReminderRun:
    started_at = timezone.now()
    written = sum(write_notifications(rule_run) for rule_run in rule_runs(at, rules))
    return ReminderRun.objects.create(
        day=timezone.localdate(at),
        started_at=started_at,
        duration=timezone.now() - started_at,
        notifications=written,
    )


def rule_runs(at: datetime, rules: Sequence[ReminderRule] = RULES) -> Iterator[RuleRun]:
    day = timezone.localdate(at)
    # By primary key, not by day: a run on a clock that was ahead does not count, even once its day has
    # come, since it could not know what the days before would bring.
    last = ReminderRun.objects.filter(day__lte=day).order_by("-pk").first()
    missed_days = (day - last.day).days if last else FIRST_RUN_DAYS
    schedules = current_schedules()
    for rule in rules:
        yield RuleRun(
            rule=rule, schedule=schedules[rule.name], at=at, days_since_last_run=missed_days
        )


def write_notifications(rule_run: RuleRun) -> int:
    """The number of notifications written for one rule."""
    with _planner_settings(), connection.cursor() as cursor:
        # Most rules have nothing due in most runs, and the long statement takes long to plan.
        cursor.execute(any_due_sql(rule_run))
        (is_any_due,) = cursor.fetchone()
        if not is_any_due:
            return 0
        _insert(cursor, notifications_sql(rule_run))
        return int(cursor.rowcount)


def _insert(cursor: CursorWrapper, notifications: str) -> None:
    # The statement leaves out what is there already. Only where another run or step wrote the same
    # notifications meanwhile is it run again with ON CONFLICT, whose look into the unique index for each
    # row takes a fifth of the time.
    try:
        with transaction.atomic():
            cursor.execute(INSERT_SQL.format(notifications=notifications, on_conflict=""))
    except IntegrityError:
        cursor.execute(INSERT_SQL.format(notifications=notifications, on_conflict=ON_CONFLICT_SQL))


@contextmanager
def _planner_settings() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS_SQL)
        yield
