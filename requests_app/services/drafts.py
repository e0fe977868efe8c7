"""Starting a request and filling in its form (§ 4.2)."""

from collections.abc import Iterable, Sequence
from typing import Any

from access.models import Organization, Person
from access.resolver import access_for
from audit.events import audit_transaction
from directive.lifecycles.request import REQUEST
from registry.addresses.errors import AddressProblem
from registry.models import TERMS, Account
from requests_app.enums import Kind
from requests_app.form_spec import asked_fields
from requests_app.models import AccountRequest, new_reference
from requests_app.queries.practitioners import eligible_practitioners, startable_kinds
from requests_app.services.addresses import ParsedProposal, proposal_of_account, set_proposals
from requests_app.snapshots import account_digest, language_mode
from workflow.permissions import require_initial_step, require_step
from workflow.steps import StepResult, take_step


def require_start(*, by: Person) -> list[Kind]:
    """The kinds of request that `by` can start. StepNotPermitted where there is none."""
    require_initial_step(REQUEST, "start", "carry_over", by=by)
    return startable_kinds(access_for(by))


def editable(request: AccountRequest, *, by: Person) -> AccountRequest:
    """The request, for the form that edits it now. Raises StepNotPermitted or InvalidTransition."""
    require_step(request, "edit", by=by)
    return request


def start(
    organization: Organization,
    *,
    by: Person,
    kind: str = Kind.NEW,
    account: Account | None = None,
    declared_official: bool = False,
) -> StepResult[AccountRequest]:
    """Start a request. With `account`: a change or a transfer, begun with the terms of the account.

    `organization` is then that of the account.
    """
    with audit_transaction():
        if account is None:
            draft = _create_draft("start", organization, by, kind, declared_official)
            # A delegate may start a request without being an authorized practitioner (§ 4.1).
            if not eligible_practitioners(organization).filter(pk=by.pk).exists():
                return draft
            return edit(draft.row, by=by, practitioners=[by])
        # Locked, so that the terms which are copied and the digest of them belong together.
        account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        draft = _create_draft("start", account.organization, by, kind, declared_official, account)
        return _copy_account(draft.row, account, by=by)


def carry_over(
    organization: Organization, *, by: Person, declared_official: bool = False
) -> StepResult[AccountRequest]:
    return _create_draft("carry_over", organization, by, Kind.CARRY_OVER, declared_official)


def edit(
    request: AccountRequest,
    *,
    by: Person,
    version: int | None = None,
    practitioners: Sequence[Person] | None = None,
    handles: Sequence[ParsedProposal] | None = None,
    **values: Any,
) -> StepResult[AccountRequest]:
    """Change some fields. Raises ValueError for one that this kind of request does not ask for."""
    if unknown := set(values) - set(asked_fields(request.kind)):
        raise ValueError(f"Not asked for in this kind of request: {', '.join(sorted(unknown))}")

    def write(request: AccountRequest) -> None:
        _set_values(request, values)
        if practitioners is not None:
            request.practitioners.set(practitioners)
        if handles is not None:
            set_proposals(request, handles)

    return take_step(request, "edit", by=by, version=version, write=write)


def _set_values(request: AccountRequest, values: dict[str, Any]) -> None:
    if (
        "receiving_organization" in values
        and values["receiving_organization"] != request.receiving_organization
    ):
        request.accepted_by = request.accepted_on = None  # another superior has to accept (§ 4.17)
    for name, value in values.items():
        setattr(request, name, value)


def _create_draft(
    step: str,
    organization: Organization,
    by: Person,
    kind: str,
    declared_official: bool,
    account: Account | None = None,
) -> StepResult[AccountRequest]:
    request = AccountRequest(
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
        copy_account_terms(request, TERMS)
    return take_step(request, step, by=by)


def _copy_account(
    request: AccountRequest, account: Account, *, by: Person
) -> StepResult[AccountRequest]:
    # Empty where the rules of the platform no longer accept the account's own handle.
    proposal = proposal_of_account(account)
    return edit(
        request,
        by=by,
        practitioners=list(account.practitioners.all()),
        handles=[] if isinstance(proposal, AddressProblem) else [proposal],
    )


def copy_account_terms(request: AccountRequest, names: Iterable[str] | None = None) -> None:
    """Copy the present terms of the account: those in `names`, or all that the form does not ask for."""
    account = request.account
    if account is None:
        return
    if names is None:
        # What was corrected on the account since the draft was started must not be undone.
        names = [name for name in TERMS if name not in asked_fields(request.kind)]
    for name in names:
        setattr(request, name, getattr(account, name))
    request.account_version = account.version
    request.account_content_hash = account_digest(account)
