"""What an approval puts in the registry: a new account, or new terms of one (§ 4.3, 4.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from access.models import Organization, Person
from directive.refusals import Refusal
from directive.request_facts import RequestFacts
from directive.request_guards import handle_free
from registry.accounts import Account
from registry.addresses import Parsed
from registry.claims import Claim
from registry.findings import review
from registry.handles import claim, end, promote
from registry.numbers import new_number
from registry.platforms import Platform
from workflow.problems import Refused
from workflow.steps import take_step


@dataclass(frozen=True, slots=True)
class Entry:
    organization: Organization
    platform: Platform
    handle: str
    key: str
    address: str
    language: str
    terms: Mapping[str, object]
    practitioners: Sequence[Person]
    requested_by: Person
    approval: str
    decision: UUID  # the request that was approved
    conditions: str
    approved_by: Person
    approved_on: date


def enter(
    entry: Entry, *, by: Person, partner: Account | None = None, carried_over: bool = False
) -> Account:
    """Inside `approve`. `partner` is the account of the pair that was entered first."""
    account = _account(entry)
    with take_step(account, "enter", by=by, reason=entry.conditions) as account:
        _take_handle(account, entry.key, request_id=entry.decision)
        account.practitioners.set(entry.practitioners)
        account.partner = partner
    if partner is not None:
        with take_step(partner, "pair", by=by) as partner:
            partner.partner = account
    if carried_over:
        account = _carry_over(account, by=by)
    if partner is not None:
        review(partner)
    return account


def amend(
    account: Account,
    *,
    by: Person,
    terms: Mapping[str, object],
    handle: str,
    key: str,
    address: str,
    language: str,
    organization: Organization,
    practitioners: Sequence[Person],
    decision: UUID,
) -> Account:
    """Inside `approve`: the account stays what it is in the public list, on its new terms."""
    with take_step(account, "amend", by=by) as account:
        if handle != account.handle:
            end(account.pk, Claim.Fate.RELEASED)
            account.handle, account.address = handle, address
            _take_handle(account, key, request_id=decision)
        for name, value in terms.items():
            setattr(account, name, value)
        account.language = language
        account.organization = organization
        account.practitioners.set(practitioners)
    return review(account)


def _account(entry: Entry) -> Account:
    return Account(
        organization=entry.organization,
        platform=entry.platform,
        handle=entry.handle,
        address=entry.address,
        language=entry.language,
        requested_by=entry.requested_by,
        approval=entry.approval,
        decision=entry.decision,
        conditions=entry.conditions,
        approved_by=entry.approved_by,
        approved_on=entry.approved_on,
        demo=settings.DEMO,
        **entry.terms,
    )


def _take_handle(account: Account, key: str, *, request_id: UUID) -> None:
    parsed = Parsed(account.platform.slug, account.handle, key, account.address)
    if claim(account.platform, parsed, owner=request_id) is None:
        raise Refused(_taken(account.handle))
    promote(account.platform, key, request_id=request_id, account_id=account.pk)


def _taken(handle: str) -> Refusal:
    return handle_free(RequestFacts(taken_handles=(handle,)))


def _carry_over(account: Account, *, by: Person) -> Account:
    """It was registered, listed and in use long ago; what cannot be proven becomes a finding."""
    with take_step(account, "register", by=by) as account:
        account.number = new_number()
        account.registered_on = account.approved_on
    with take_step(account, "submit_to_index", by=by) as account:
        pass
    with take_step(account, "activate", by=by) as account:
        account.official_since = account.approved_on
    return review(account)
