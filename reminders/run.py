"""The sweep: everything that is due gets its letters, each once, however often it runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from reminders.alone import DUE, alone
from reminders.intervals import rungs
from reminders.models import Sweep
from reminders.rules import RULES
from reminders.statement import COLUMNS, Search, any_due_sql, letters_sql

WEEK = 6  # days that the first sweep of all looks back
# The identifier is made from the key: it costs no randomness, and the same letter has one Message-ID.
_KEY = "concat(kind, object_id, occurrence, recipient_id)"
INSERT = f"""
INSERT INTO workflow_letter (id, {COLUMNS}, created_at, due_at, attempts, problem)
SELECT left(encode(sha256(convert_to({_KEY}, 'UTF8')), 'hex'), 32)::uuid,
    {COLUMNS}, now(), now(), 0, ''
FROM ({{letters}}) found ({COLUMNS})"""  # noqa: S608
UNLESS_THERE = "\nON CONFLICT DO NOTHING"
PREVIEW = f"""
SELECT f.kind, f.occurrence, coalesce(f.facts ->> 'title_en', ''), p.name
FROM ({{letters}}) f ({COLUMNS}) JOIN access_person p ON p.id = f.recipient_id
ORDER BY f.kind, f.occurrence, p.name"""  # noqa: S608
# How many rows are due no planner can guess: it would loop over them all, where one pass is enough, and
# read all letters for each of them, where few are written yet and the index has a place.
SETTINGS = """
SET LOCAL statement_timeout = '20min';
SET LOCAL work_mem = '64MB';
SET LOCAL enable_nestloop = off;
SET LOCAL random_page_cost = 1.1;
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
    for search in _searches(at):
        with _settled(), connection.chunked_cursor() as cursor:
            cursor.execute(PREVIEW.format(letters=letters_sql(search)))
            yield from cursor


def _sweep(at: datetime) -> Sweep:
    started_at = timezone.now()
    written = sum(_write(search) for search in _searches(at))
    return Sweep.objects.create(
        day=timezone.localdate(at),
        started_at=started_at,
        took=timezone.now() - started_at,
        written=written,
    )


def _searches(at: datetime) -> Iterator[Search]:
    missed, found = _missed(timezone.localdate(at)), rungs()
    for rule in RULES:
        yield Search(rule, found[rule.kind], at, missed)


def _write(search: Search) -> int:
    """Most rules have nothing due at most times, and the letters are long to plan: that is asked first."""
    with _settled(), connection.cursor() as cursor:
        cursor.execute(any_due_sql(search))
        (found,) = cursor.fetchone()
        if not found:
            return 0
        _insert(cursor, INSERT.format(letters=letters_sql(search)))
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
        cursor.execute(sql + UNLESS_THERE)


@contextmanager
def _settled() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS)
        yield


def _missed(day: date) -> int:
    """Days since the last sweep.

    One that ran ahead of the calendar, on a clock set wrong, does not count, even when its day has come: it
    could not know what the days before would bring.
    """
    swept = Sweep.objects.filter(day__lte=day).order_by("-pk")
    last = swept.values_list("day", flat=True).first()
    return (day - last).days if last else WEEK
