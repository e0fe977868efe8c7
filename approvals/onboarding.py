"""What an approval puts on record: new accounts, or the changed terms of one that stands."""

from typing import Any

from access.models import Person
from registry.entry import Entry, amend, enter
from registry.models import Account, Approval
from registry.terms import TERMS
from requests_app.models import Kind, Proposal, Request

_ENTERED = {
    Kind.NEW: Approval.NEW,
    Kind.REGULARIZATION: Approval.REGULARIZATION,
    Kind.CARRY_OVER: Approval.CARRY_OVER,
}


def put_on_record(request: Request, *, by: Person) -> list[Account]:
    """Inside `approve`: the two accounts of a pair are entered together, each knowing the other."""
    if request.kind in _ENTERED:
        return _enter(request, list(request.proposals.select_related("platform")), by=by)
    return _amended(request, by=by)


def _enter(
    request: Request, proposals: list[Proposal], *, by: Person, partner: Account | None = None
) -> list[Account]:
    accounts: list[Account] = []
    for proposal in proposals:
        entry = _entry(request, proposal, by=by)
        carried_over = request.kind == Kind.CARRY_OVER
        accounts.append(enter(entry, by=by, partner=partner, carried_over=carried_over))
        partner = accounts[0]
    return accounts


def _entry(request: Request, proposal: Proposal, *, by: Person) -> Entry:
    return Entry(
        organization=request.organization,
        platform=proposal.platform,
        handle=proposal.handle,
        key=proposal.key,
        address=proposal.address,
        language=proposal.language,
        terms=_terms(request),
        practitioners=list(request.practitioners.all()),
        requested_by=request.submitted_by or request.requester,
        approval=_ENTERED.get(Kind(request.kind), Approval.NEW),
        decision=request.pk,
        conditions=request.conditions,
        approved_by=by,
        approved_on=request.earlier_approval_on or request.decided_on,
    )


def _amended(request: Request, *, by: Person) -> list[Account]:
    """The account as asked for. One that becomes a pair gets its partner entered; a transfer takes
    the partner along (§ 4.10(4))."""
    first, *others = request.proposals.select_related("platform")
    account = amend(
        request.account,
        by=by,
        terms=_terms(request),
        handle=first.handle,
        key=first.key,
        address=first.address,
        language=first.language,
        **_run_by(request),
    )
    if account.partner and request.kind == Kind.TRANSFER:
        return [account, _taken_along(request, account.partner, by=by)]
    return [account, *_enter(request, others, by=by, partner=account)]


def _taken_along(request: Request, partner: Account, *, by: Person) -> Account:
    return amend(
        partner,
        by=by,
        terms=_terms(request),
        handle=partner.handle,
        key="",  # the handle stays: nothing is claimed
        address=partner.address,
        language=partner.language,
        **_run_by(request),
    )


def _run_by(request: Request) -> dict[str, Any]:
    return {
        "organization": request.receiving or request.organization,
        "practitioners": list(request.practitioners.all()),
        "decision": request.pk,
    }


def _terms(request: Request) -> dict[str, object]:
    return {name: getattr(request, name) for name in TERMS}
