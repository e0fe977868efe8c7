"""The stages of a request and then of its account: done, current and to come."""

from collections.abc import Iterable

from audit.models import AuditEvent
from directive.lifecycles.account import ACCOUNT
from directive.lifecycles.request import REQUEST
from registry.models import Account
from registry.views.account_detail import ACCOUNT_PATH
from requests_app.enums import Kind
from requests_app.models import AccountRequest
from workflow.queries.lifecycle_path import Stage, mark_stages, path_stages, walk_states


def request_stages(
    request: AccountRequest, events: Iterable[AuditEvent], accounts: list[Account], *, l1_step: bool
) -> list[Stage]:
    visited = {event.after["state"] for event in events if "state" in event.after}
    path = _main_path(request, l1_step=l1_step)
    if request.state in path:
        return [*path_stages(REQUEST, path, request.state), *_account_stages(request, accounts)]
    if REQUEST.state(request.state).final:
        done = [name for name in path if name in visited]
        return [*mark_stages(REQUEST, done, "done"), (request.state_label, "stopped")]
    return [*_stages_off_path(request, path), *_account_stages(request, accounts)]


def _main_path(request: AccountRequest, *, l1_step: bool) -> list[str]:
    first = REQUEST.first_states[0]
    if request.kind == Kind.CARRY_OVER:  # presented where other drafts go to PA staff first
        return [first, *walk_states(REQUEST, REQUEST.step("present").to_states[0])]
    return list(
        walk_states(REQUEST, first, skipped=() if l1_step else REQUEST.step("endorse").from_states)
    )


def _stages_off_path(request: AccountRequest, path: list[str]) -> list[Stage]:
    # Such as returned: shown before the stage that its next step leads to.
    step = REQUEST.next_step(request.state)
    targets = step.to_states if step else ()
    position = next((index for index, name in enumerate(path) if name in targets), len(path))
    return [
        *mark_stages(REQUEST, path[:position], "done"),
        (request.state_label, "current"),
        *mark_stages(REQUEST, path[position:], "todo"),
    ]


def _account_stages(request: AccountRequest, accounts: list[Account]) -> list[Stage]:
    if request.account_id is not None:  # of a change or a transfer, the account exists already
        return []
    ahead = ACCOUNT_PATH[1:]  # its first state is the approval, the last stage of the request
    if not accounts or accounts[0].state in ACCOUNT.first_states:
        return mark_stages(ACCOUNT, ahead, "todo")
    state = accounts[0].state  # a pair is registered and activated together
    if state not in ahead:
        return [*mark_stages(ACCOUNT, ahead, "done"), (accounts[0].state_label, "current")]
    is_active = ACCOUNT.next_step(state) is None  # waits for nothing more
    return mark_stages(ACCOUNT, ahead, "done") if is_active else path_stages(ACCOUNT, ahead, state)
