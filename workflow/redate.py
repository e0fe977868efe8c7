"""Days anew for what already waits, once an administrator has set another target or holiday."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from workflow.due import calendar, day_of, target_days
from workflow.models import Followed

READ = 2000
WRITTEN = 500


def redate(model: type[Followed]) -> int:
    """How many rows had another day. It is no step, and the edit that moved them is in the log."""
    return sum(_redate(model, state) for state in model.lifecycle.open_states)


def _redate(model: type[Followed], state: str) -> int:
    step = model.lifecycle.awaited(state)
    days = target_days(model.lifecycle.name, step) if step else None
    if step is None or days is None:
        return 0
    stands = calendar()

    def day(row: Followed) -> date:
        return day_of(row, step, days, stands)

    waiting = model._base_manager.filter(state=state).select_related("organization")
    moved = [row.pk for row in waiting.iterator(chunk_size=READ) if row.due_on != day(row)]
    for start in range(0, len(moved), WRITTEN):
        _write(waiting.filter(pk__in=moved[start : start + WRITTEN]), day)
    return len(moved)


def _write(waiting: QuerySet[Followed], day: Callable[[Followed], date]) -> None:
    """Read afresh and locked; what a step has in hand at this moment is left to it."""
    with transaction.atomic():
        rows = list(waiting.select_for_update(of=("self",), skip_locked=True))
        for row in rows:
            row.due_on = day(row)
        waiting.model._base_manager.bulk_update(rows, ["due_on"])
