"""The way of an account, with what it has passed."""

from collections.abc import Iterable

from audit.models import Event
from directive.account import ACCOUNT
from registry.accounts import Account
from workflow.way import Stage, along, marked, walk

PATH = list(walk(ACCOUNT, ACCOUNT.first_states[0]))


def way(account: Account, events: Iterable[Event]) -> list[Stage]:
    """Off the straight way: what it passed, where it is, and what the awaited step leads to."""
    if account.state in PATH:
        return along(ACCOUNT, PATH, account.state)
    visited = {event.after["state"] for event in events if "state" in event.after}
    here, *ahead = walk(ACCOUNT, account.state)
    return [
        *marked(ACCOUNT, [name for name in PATH if name in visited and name not in ahead], "done"),
        *marked(ACCOUNT, [here], "stopped" if ACCOUNT.state(here).final else "current"),
        *marked(ACCOUNT, ahead, "todo"),
    ]
