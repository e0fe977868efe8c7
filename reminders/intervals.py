"""The days of each kind of reminder: those of the table, or what an administrator has set instead."""

from dataclasses import replace

from directive.roles import Role
from reminders.models import Interval
from reminders.rule import Rule, Rungs
from reminders.rules import RULES


def rungs() -> dict[str, Rungs]:
    """By the kind of the rule, from one reading of the table."""
    rows = {row.kind: row for row in Interval.objects.all()}
    return {rule.kind: _rungs(rule, rows.get(rule.kind) or rows.get("")) for rule in RULES}


def _rungs(rule: Rule, row: Interval | None) -> Rungs:
    found = rule.rungs if row is None else _set(rule.rungs, row)
    climb = {role: days for role, days in found.climb.items() if role in rule.ladder}
    return replace(found, climb=climb)


def _set(rungs: Rungs, row: Interval) -> Rungs:
    return Rungs(
        before=tuple(row.before),
        every=row.every if rungs.every else 0,
        climb={Role.SUPERIOR: row.superior, Role.L1: row.l1, Role.ECOMMS: row.ecomms},
    )
