"""The days of each kind of reminder: those of the table, or what an administrator has set instead."""

from dataclasses import replace

from directive.roles import Role
from reminders.models import ReminderInterval
from reminders.rule import ReminderRule, ReminderSchedule
from reminders.rules import RULES


def current_schedules() -> dict[str, ReminderSchedule]:
    """By the kind of the rule, from one reading of the table."""
    rows = {row.rule: row for row in ReminderInterval.objects.all()}
    return {rule.name: _schedule_for(rule, rows.get(rule.name) or rows.get("")) for rule in RULES}


def _schedule_for(rule: ReminderRule, row: ReminderInterval | None) -> ReminderSchedule:
    found = rule.schedule if row is None else _custom_schedule(rule.schedule, row)
    climb = {
        role: days for role, days in found.escalate_after.items() if role in rule.escalation_chain
    }
    return replace(found, escalate_after=climb)


def _custom_schedule(schedule: ReminderSchedule, row: ReminderInterval) -> ReminderSchedule:
    return ReminderSchedule(
        before=tuple(row.before),
        every=row.every if schedule.every else 0,
        escalate_after={Role.SUPERIOR: row.superior, Role.L1: row.l1, Role.ECOMMS: row.ecomms},
    )
