"""The effect of an approval: new accounts, or new terms for an existing one (§ 4.3)."""

from typing import Any

from access.models import Person
from registry.models import TERMS, Account, ApprovalOrigin
from registry.services.onboarding import AccountEntry, amend, enter
from requests_app.enums import Kind
from requests_app.models import AccountRequest, ProposedHandle

# The kinds of request that create an account. The others amend one.
_ORIGINS = {
    Kind.NEW: ApprovalOrigin.NEW,
    Kind.REGULARIZATION: ApprovalOrigin.REGULARIZATION,
    Kind.CARRY_OVER: ApprovalOrigin.CARRY_OVER,
}


def enter_approved_accounts(request: AccountRequest, *, by: Person) -> list[Account]:
    """Taken inside `approve`. Returns the accounts that were entered or amended: one, or a pair."""
    if request.kind in _ORIGINS:
        return _enter_accounts(request, list(request.proposals.all()), by=by)
    return _amend_account(request, by=by)


def _enter_accounts(
    request: AccountRequest,
    proposals: list[ProposedHandle],
    *,
    by: Person,
    partner: Account | None = None,
) -> list[Account]:
    accounts: list[Account] = []
    for proposal in proposals:
        entry = _entry(request, proposal, by=by)
        carried_over = request.kind == Kind.CARRY_OVER
        accounts.append(enter(entry, by=by, partner=partner, carried_over=carried_over))
        partner = accounts[0]  # of the second account, where there is a pair
    return accounts


def _entry(request: AccountRequest, proposal: ProposedHandle, *, by: Person) -> AccountEntry:
    approved_on = request.earlier_approval_on or request.decided_on
    # The form was complete when it was submitted, and `approve` has just written the day.
    assert proposal.platform is not None
    assert approved_on is not None
    return AccountEntry(
        organization=request.organization,
        platform=proposal.platform,
        handle=proposal.handle,
        key=proposal.key,
        address=proposal.address,
        language=proposal.language,
        terms=_terms(request),
        practitioners=list(request.practitioners.all()),
        requested_by=request.submitted_by or request.requester,
        # Not in the table: a change that turns a single account into a pair enters its partner.
        approval=_ORIGINS.get(Kind(request.kind), ApprovalOrigin.NEW),
        request_id=request.pk,
        conditions=request.conditions,
        approved_by=by,
        # A carry-over was approved before this registry existed (§ 4.3).
        approved_on=approved_on,
    )


def _amend_account(request: AccountRequest, *, by: Person) -> list[Account]:
    first, *others = request.proposals.all()
    assert request.account is not None  # of every kind that is not in `_ORIGINS`
    account = amend(
        request.account,
        by=by,
        terms=_terms(request),
        handle=first.handle,
        key=first.key,
        address=first.address,
        language=first.language,
        **_responsible_fields(request),
    )
    # § 4.10(4): the two accounts of a pair have equal status, so a transfer moves both.
    if account.partner and request.kind == Kind.TRANSFER:
        return [account, _move_partner(request, account.partner, by=by)]
    return [account, *_enter_accounts(request, others, by=by, partner=account)]


def _move_partner(request: AccountRequest, partner: Account, *, by: Person) -> Account:
    return amend(
        partner,
        by=by,
        terms=_terms(request),
        handle=partner.handle,
        key="",  # not needed: the handle stays as it is
        address=partner.address,
        language=partner.language,
        **_responsible_fields(request),
    )


def _responsible_fields(request: AccountRequest) -> dict[str, Any]:
    return {
        "organization": request.receiving_organization or request.organization,
        "practitioners": list(request.practitioners.all()),
        "request_id": request.pk,
    }


def _terms(request: AccountRequest) -> dict[str, object]:
    return {name: getattr(request, name) for name in TERMS}
