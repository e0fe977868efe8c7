from dataclasses import replace

from directive.roles import Role
from reminders.models import ReminderInterval
from reminders.rule import ReminderRule, ReminderSchedule
from reminders.rules import RULES


def current_schedules() -> dict[str, ReminderSchedule]:
    """The schedule of each rule, by its name: of its own interval, else of the one for all, else its default."""
    rows = {row.rule: row for row in ReminderInterval.objects.all()}
    return {rule.name: _schedule_for(rule, rows.get(rule.name) or rows.get("")) for rule in RULES}


def _schedule_for(rule: ReminderRule, row: ReminderInterval | None) -> ReminderSchedule:
    schedule = rule.schedule if row is None else _custom_schedule(rule.schedule, row)
    # Only roles of the rule's chain: the days of another role would be a milestone with nobody to notify.
    escalate_after = {
        role: days
        for role, days in schedule.escalate_after.items()
        if role in rule.escalation_chain
    }
    return replace(schedule, escalate_after=escalate_after)


def _custom_schedule(schedule: ReminderSchedule, row: ReminderInterval) -> ReminderSchedule:
    return ReminderSchedule(
        before=tuple(row.before),
        every=row.every
        if schedule.every
        else 0,  # what has ended needs no reminder, whatever is set
        escalate_after={Role.SUPERIOR: row.superior, Role.L1: row.l1, Role.ECOMMS: row.ecomms},
    )
