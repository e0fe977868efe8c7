"""What an approval puts on record: new accounts, or the changed terms of one that stands."""

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
    if request.kind not in _ENTERED:
        return [_amend(request, by=by)]
    accounts: list[Account] = []
    for proposal in request.proposals.select_related("platform"):
        partner = accounts[0] if accounts else None
        carried_over = request.kind == Kind.CARRY_OVER
        entry = _entry(request, proposal, by=by)
        accounts.append(enter(entry, by=by, partner=partner, carried_over=carried_over))
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
        approval=_ENTERED[Kind(request.kind)],
        decision=request.pk,
        conditions=request.conditions,
        approved_by=by,
        approved_on=request.earlier_approval_on or request.decided_on,
    )


def _amend(request: Request, *, by: Person) -> Account:
    proposal = request.proposals.first()
    return amend(
        request.account,
        by=by,
        terms=_terms(request),
        handle=proposal.handle,
        key=proposal.key,
        address=proposal.address,
        language=proposal.language,
        organization=request.receiving or request.organization,
        practitioners=list(request.practitioners.all()),
        decision=request.pk,
    )


def _terms(request: Request) -> dict[str, object]:
    return {name: getattr(request, name) for name in TERMS}
