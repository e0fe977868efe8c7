"""The draft: how a request begins, and how its form is filled in (§ 4.2)."""

from collections.abc import Sequence
from typing import Any

from access.models import Organization, Person
from audit.ledger import ledger
from registry.address_problems import Problem
from registry.models import Account
from registry.terms import TERMS
from requests_app.account_terms import follow_account
from requests_app.content import language_mode
from requests_app.models import Kind, Request
from requests_app.people import eligible
from requests_app.proposals import Wanted, propose, wanted_as
from requests_app.references import new_reference
from requests_app.sections import asked
from workflow.steps import take_step


def start(
    organization: Organization,
    *,
    by: Person,
    kind: str = Kind.NEW,
    account: Account | None = None,
    declared_official: bool = False,
) -> Request:
    """A change or a transfer begins as the account is now, in the organization of the account."""
    with ledger():
        if account is None:
            request = _drafted("start", organization, by, kind, declared_official)
            return _named_first(request, by=by)
        account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        request = _drafted("start", account.organization, by, kind, declared_official, account)
        return _copied(request, account, by=by)


def carry_over(
    organization: Organization, *, by: Person, declared_official: bool = False
) -> Request:
    return _drafted("carry_over", organization, by, Kind.CARRY_OVER, declared_official)


def edit(
    request: Request,
    *,
    by: Person,
    version: int | None = None,
    practitioners: Sequence[Person] | None = None,
    handles: Sequence[Wanted] | None = None,
    **values: Any,
) -> Request:
    """Write some of the fields that this kind of request asks for."""
    if strange := set(values) - set(asked(request.kind)):
        raise ValueError(f"Not asked for in this kind of request: {', '.join(sorted(strange))}")
    with take_step(request, "edit", by=by, version=version) as request:
        _write(request, values)
        if practitioners is not None:
            request.practitioners.set(practitioners)
        if handles is not None:
            propose(request, handles)
    return request


def _write(request: Request, values: dict[str, Any]) -> None:
    if "receiving" in values and values["receiving"] != request.receiving:
        request.accepted_by = request.accepted_on = None
    for name, value in values.items():
        setattr(request, name, value)


def _drafted(
    step: str,
    organization: Organization,
    by: Person,
    kind: str,
    declared_official: bool,
    account: Account | None = None,
) -> Request:
    request = Request(
        reference=new_reference(),
        kind=kind,
        organization=organization,
        requester=by,
        time_zone=organization.time_zone,
        declared_official=declared_official,
        account=account,
    )
    if account is not None:
        request.language_mode = language_mode(account)
        follow_account(request, TERMS)
    with take_step(request, step, by=by) as request:
        pass
    return request


def _named_first(request: Request, *, by: Person) -> Request:
    """Whoever starts it is named on it, unless they only stand in for somebody."""
    if not eligible(request.organization).filter(pk=by.pk).exists():
        return request
    return edit(request, by=by, practitioners=[by])


def _copied(request: Request, account: Account, *, by: Person) -> Request:
    handle = wanted_as(account)
    return edit(
        request,
        by=by,
        practitioners=list(account.practitioners.all()),
        handles=[] if isinstance(handle, Problem) else [handle],
    )
