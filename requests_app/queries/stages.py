"""The way ahead across request and account, read off the tables: done, current, still to come."""

from collections.abc import Iterable

from audit.models import Event
from directive.account import ACCOUNT
from directive.request import REQUEST
from registry.models import Account
from registry.way import PATH
from requests_app.models import Kind, Request
from workflow.way import Stage, along, marked, walk


def stages(
    request: Request, events: Iterable[Event], accounts: list[Account], *, l1_step: bool
) -> list[Stage]:
    visited = {event.after["state"] for event in events if "state" in event.after}
    path = _path(request, l1_step=l1_step)
    if request.state in path:
        return [*along(REQUEST, path, request.state), *_of_account(request, accounts)]
    if REQUEST.state(request.state).final:
        done = [name for name in path if name in visited]
        return [*marked(REQUEST, done, "done"), (request.state_label, "stopped")]
    return [*_detour(request, path, visited), *_of_account(request, accounts)]


def _path(request: Request, *, l1_step: bool) -> list[str]:
    first = REQUEST.first_states[0]
    if request.kind == Kind.CARRY_OVER:  # presented where other drafts go to PA staff first
        return [first, *walk(REQUEST, REQUEST.step("present").targets[0])]
    return list(walk(REQUEST, first, skipped=() if l1_step else REQUEST.step("endorse").sources))


def _detour(request: Request, path: list[str], visited: set[str]) -> list[Stage]:
    """Off the straight way: back there soon, before the stage that the awaited step leads to."""
    targets = REQUEST.awaited(request.state).targets
    place = next(index for index, name in enumerate(path) if name in targets)
    return [
        *marked(REQUEST, path[:place], "done"),
        (request.state_label, "current"),
        *marked(REQUEST, path[place:], "todo"),
    ]


def _of_account(request: Request, accounts: list[Account]) -> list[Stage]:
    if request.account_id is not None:  # a change or a transfer: the account stands already
        return []
    ahead = PATH[1:]  # its first state is the approval, which the request has named
    if not accounts or accounts[0].state in ACCOUNT.first_states:
        return marked(ACCOUNT, ahead, "todo")
    here = accounts[0].state
    if here not in ahead:
        return [*marked(ACCOUNT, ahead, "done"), (accounts[0].state_label, "current")]
    standing = ACCOUNT.awaited(here) is None
    return marked(ACCOUNT, ahead, "done") if standing else along(ACCOUNT, ahead, here)
