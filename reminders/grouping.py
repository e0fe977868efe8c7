"""The group that a kind of letter belongs to, by the tables of steps and of rules."""

from directive.tables import LIFECYCLES
from reminders.groups import FIXED, REMINDER, TURN
from reminders.kinds import DUE, NEXT, rule_of
from reminders.rules import BY_KIND

_AT_ONCE = {step for fixed in FIXED for step in fixed.steps}


def group_of(kind: str) -> str:
    """None for what leaves at once, as does all that is not known here."""
    if kind.endswith(DUE):
        rule = BY_KIND.get(rule_of(kind))
        return "" if rule is None or rule.compulsory else REMINDER
    step = kind.removesuffix(NEXT)
    lifecycle, _dot, name = step.partition(".")
    known = lifecycle in LIFECYCLES and name in LIFECYCLES[lifecycle].by_step
    if not known or step in _AT_ONCE:
        return ""
    return TURN if kind.endswith(NEXT) else lifecycle
