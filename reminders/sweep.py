"""The sweep: everything that is due gets its letters, each once, however often it runs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from reminders.alone import DUE, alone
from reminders.intervals import rungs
from reminders.models import Sweep
from reminders.rules import RULES
from reminders.statement import COLUMNS, letters_sql

WEEK = 6  # days that the first sweep of all looks back
# The identifier is made from the key: it costs no randomness, and the same letter has one Message-ID.
INSERT = f"""
INSERT INTO workflow_letter (id, {COLUMNS}, created_at, due_at, attempts, problem)
SELECT left(encode(sha256(convert_to(key, 'UTF8')), 'hex'), 32)::uuid, {COLUMNS}, now(), now(), 0, ''
FROM ({{letters}}) found ({COLUMNS}), concat(kind, object_id, occurrence, recipient_id) key
ON CONFLICT DO NOTHING"""  # noqa: S608
PREVIEW = f"""
SELECT f.kind, f.occurrence, coalesce(f.facts ->> 'title_en', ''), p.name
FROM ({{letters}}) f ({COLUMNS}) JOIN access_person p ON p.id = f.recipient_id
ORDER BY f.kind, f.occurrence, p.name"""  # noqa: S608
# How many rows are due no planner can guess: it would loop over them all, where one pass is enough.
SETTINGS = """
SET LOCAL statement_timeout = '20min';
SET LOCAL work_mem = '64MB';
SET LOCAL enable_nestloop = off;
SET LOCAL jit = off"""


def noon(day: date) -> datetime:
    """A moment of this day in every time zone of the country, and of most deployments."""
    return datetime.combine(day, time(12), UTC)


def sweep(at: datetime | None = None) -> Sweep | None:
    """None when another one is under way."""
    at = at or timezone.now()
    with alone(DUE) as free:
        return _sweep(at) if free else None


def preview(at: datetime) -> Iterator[tuple[str, str, str, str]]:
    """(kind, occurrence, title, recipient) of the letters that a sweep would write."""
    for sql in _statements(at):
        with transaction.atomic(), connection.chunked_cursor() as cursor:
            cursor.execute(PREVIEW.format(letters=sql))
            yield from cursor


def _sweep(at: datetime) -> Sweep:
    started_at = timezone.now()
    written = sum(_write(sql) for sql in _statements(at))
    return Sweep.objects.create(
        day=timezone.localdate(at),
        started_at=started_at,
        took=timezone.now() - started_at,
        written=written,
    )


def _statements(at: datetime) -> Iterator[str]:
    missed, found = _missed(timezone.localdate(at)), rungs()
    for rule in RULES:
        yield letters_sql(rule, found[rule.kind], at=at, missed=missed)


def _write(sql: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(INSERT.format(letters=sql))
        return int(cursor.rowcount)


def _missed(day: date) -> int:
    """Days without a sweep. One that ran ahead of the calendar, on a clock set wrong, does not count."""
    last = Sweep.objects.filter(day__lte=day).aggregate(last=Max("day"))["last"]
    return (day - last).days if last else WEEK
