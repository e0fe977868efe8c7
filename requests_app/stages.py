"""The way ahead across request and account, read off the tables: done, current, still to come."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from audit.models import Event
from directive.account import ACCOUNT
from directive.lifecycle import Lifecycle
from directive.request import REQUEST
from registry.models import Account
from requests_app.models import Kind, Request

Stage = tuple[str, str]  # label, and done, current, todo or stopped


def stages(
    request: Request, events: Iterable[Event], accounts: list[Account], *, l1_step: bool
) -> list[Stage]:
    visited = {event.after["state"] for event in events if "state" in event.after}
    path = _path(request, l1_step=l1_step)
    if request.state in path:
        return [*_along(REQUEST, path, request.state), *_of_account(request, accounts)]
    if REQUEST.state(request.state).final:
        done = [name for name in path if name in visited]
        return [*_marked(REQUEST, done, "done"), (request.state_label, "stopped")]
    return [*_detour(request, path, visited), *_of_account(request, accounts)]


def _path(request: Request, *, l1_step: bool) -> list[str]:
    skipped = () if l1_step else REQUEST.step("endorse").sources
    return list(_walk(REQUEST, REQUEST.first_states[0], request.kind, skipped))


def _walk(
    lifecycle: Lifecycle, state: str, kind: str = "", skipped: Iterable[str] = ()
) -> Iterator[str]:
    """From state to state by the step that each waits for, always its first target."""
    yield state
    step = lifecycle.awaited(state)
    if kind == Kind.CARRY_OVER and state in lifecycle.first_states:
        step = lifecycle.step("present")
    if step is not None and step.targets:
        target = next(target for target in step.targets if target not in skipped)
        yield from _walk(lifecycle, target, kind, skipped)


def _along(lifecycle: Lifecycle, path: list[str], here: str) -> list[Stage]:
    place = path.index(here)
    ended = lifecycle.state(here).final
    return [
        *_marked(lifecycle, path[:place], "done"),
        *_marked(lifecycle, [here], "done" if ended else "current"),
        *_marked(lifecycle, path[place + 1 :], "todo"),
    ]


def _detour(request: Request, path: list[str], visited: set[str]) -> list[Stage]:
    """Off the straight way: back there soon, before the stage that the awaited step leads to."""
    targets = REQUEST.awaited(request.state).targets
    place = next(index for index, name in enumerate(path) if name in targets)
    return [
        *_marked(REQUEST, path[:place], "done"),
        (request.state_label, "current"),
        *_marked(REQUEST, path[place:], "todo"),
    ]


def _of_account(request: Request, accounts: list[Account]) -> list[Stage]:
    if request.account_id is not None:  # a change or a transfer: the account stands already
        return []
    path = list(_walk(ACCOUNT, ACCOUNT.first_states[0]))[1:] if ACCOUNT.first_states else []
    if not accounts:
        return _marked(ACCOUNT, path, "todo")
    here = accounts[0].state
    if here in path:
        standing = ACCOUNT.awaited(here) is None
        along = _along(ACCOUNT, path, here)
        return [(label, "done") for label, _state in along] if standing else along
    if here in ACCOUNT.first_states:
        return _marked(ACCOUNT, path, "todo")
    return [*_marked(ACCOUNT, path, "done"), (accounts[0].state_label, "current")]


def _marked(lifecycle: Lifecycle, names: Iterable[str], state: str) -> list[Stage]:
    return [(gettext(lifecycle.state(name).label), state) for name in names]
