"""Steps from the approval of an account to its activation (§ 4.3-4.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.utils import timezone

from access.models import Organization, Person
from directive.facts.request import RequestFacts
from directive.guards.request import handle_free
from registry.addresses.parser import ParsedAddress
from registry.index_submission import snapshot
from registry.models import Account, AccountAddress, IndexSubmission, Platform
from registry.numbers import new_number
from registry.services.addresses import (
    end_address,
    make_live,
    reserve_address,
    rewrite_address,
)
from registry.services.findings import review_findings
from registry.services.pairs import take_step_together
from web.uploads import storage_name
from workflow.exceptions import GuardFailed
from workflow.steps import StepResult, take_step


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """The values of a new account, from an approved request."""

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
    request_id: UUID  # that was approved
    conditions: str
    approved_by: Person
    approved_on: date


def enter(
    entry: AccountEntry, *, by: Person, partner: Account | None = None, carried_over: bool = False
) -> Account:
    """Taken inside `approve`. `partner`: the account of the pair that was entered first.

    Raises GuardFailed where the handle is taken by another account or open request.
    """

    def write(account: Account) -> None:
        _change_handle(account, entry.key, request_id=entry.request_id)
        account.practitioners.add(*entry.practitioners)
        account.partner = partner

    new = _unsaved_account(entry)
    account = take_step(new, "enter", by=by, reason=entry.conditions, write=write).row
    paired = None
    if partner is not None:
        paired = take_step(partner, "pair", by=by, values={"partner": account}).row
    if carried_over:
        account = _carry_over(account, by=by)
    if paired is not None:
        review_findings(paired)  # its partner was missing until now (§ 4.10(4))
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
    request_id: UUID,
) -> Account:
    """Taken inside `approve`: the account gets the approved terms and stays in its state."""

    def write(account: Account) -> None:
        is_unchanged = handle == account.handle
        account.handle, account.address = handle, address
        if not is_unchanged and not rewrite_address(account.pk, key, handle=handle):
            # The platform frees the old handle at once, so somebody else can take it (§ 3.8).
            end_address(account.pk, AccountAddress.Disposition.RELEASED)
            _change_handle(account, key, request_id=request_id)
        account.practitioners.set(practitioners)

    values = {**terms, "language": language, "organization": organization}
    return review_findings(take_step(account, "amend", by=by, values=values, write=write).row)


def _unsaved_account(entry: AccountEntry) -> Account:
    return Account(
        organization=entry.organization,
        platform=entry.platform,
        handle=entry.handle,
        address=entry.address,
        language=entry.language,
        requested_by=entry.requested_by,
        approval=entry.approval,
        request_id=entry.request_id,
        conditions=entry.conditions,
        approved_by=entry.approved_by,
        approved_on=entry.approved_on,
        demo=settings.DEMO,
        **entry.terms,
    )


def _change_handle(account: Account, key: str, *, request_id: UUID) -> None:
    parsed = ParsedAddress(
        platform=account.platform.slug, handle=account.handle, key=key, address=account.address
    )
    # The request reserved it when it was submitted, unless somebody else had it then. Under the id of
    # the request the reservation is found again, and a late conflict still shows.
    if reserve_address(account.platform, parsed, request_id=request_id) is None:
        # The sentence and its paragraph are those of the guard.
        refusal = handle_free(RequestFacts(taken_handles=(account.handle,)))
        assert refusal is not None
        raise GuardFailed(refusal)
    make_live(account.platform, key, request_id=request_id, account_id=account.pk)


def _carry_over(account: Account, *, by: Person) -> Account:
    """Take the steps to `active` at once: the account was in use before this registry (§ 4.3)."""
    account = _register(account, by=by, day=account.approved_on).row
    account = take_step(account, "submit_to_index", by=by).row
    since = {"official_since": account.approved_on}
    account = take_step(account, "activate", by=by, values=since).row
    return review_findings(account)  # rows without proof become findings


def register(account: Account, *, by: Person, version: int | None = None) -> StepResult[Account]:
    return _register(account, by=by, day=timezone.localdate(), version=version)


def _register(
    account: Account, *, by: Person, day: date, version: int | None = None
) -> StepResult[Account]:
    def write(account: Account) -> None:
        account.number = new_number()
        account.registered_on = day

    return take_step(account, "register", by=by, version=version, write=write)


def submit_to_index(
    account: Account,
    *,
    by: Person,
    sent_on: date,
    reference: str,
    proof: "File[bytes] | None" = None,
    version: int | None = None,
) -> StepResult[Account]:
    """Record a submission that was sent outside the registry, with its fields as they are now."""

    def write(account: Account) -> None:
        account.submitted_on, account.submission_reference = sent_on, reference
        IndexSubmission.objects.create(
            account=account,
            action=IndexSubmission.Action.ADD,
            snapshot=snapshot(account),
            sent_on=sent_on,
            reference=reference,
            by=by,
            # Stored under a name that cannot be guessed; the name it came with is only shown.
            proof=File(proof, name=storage_name(proof.name or "")) if proof else "",
            proof_name=(proof.name or "") if proof else "",
        )

    return take_step(account, "submit_to_index", by=by, version=version, write=write)


def activate(account: Account, *, by: Person, version: int | None = None) -> StepResult[Account]:
    """Activates both accounts of a pair, or neither (§ 4.10(4))."""

    def write(account: Account) -> None:
        account.official_since = timezone.localdate()

    return take_step_together(account, "activate", by=by, version=version, write=write)
