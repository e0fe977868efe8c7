"""The handles that a request proposes: reserved on submission, dropped when it fails (§ 3.16)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from access.models import Person
from registry.addresses.errors import BY_NUMBER, AddressProblem
from registry.addresses.lookup import parse_address, parse_handle_on
from registry.addresses.parser import ParsedAddress
from registry.models import Account, AccountAddress, Language, Platform
from registry.services.addresses import drop_requested, reserve_address
from requests_app.enums import Kind
from requests_app.models import AccountRequest, ProposedHandle

NOT_GIVEN = _("Give the address of the account, or its platform and handle.")
NOT_OPEN = _("This platform is closed, or not allowed on government devices.")
UNFIT = _("The handle does not fit the rules of its platform: correct it.")


def address_owners(request: AccountRequest) -> list[UUID]:
    """The owners under which the handles of this request may be reserved: itself and its account."""
    return [request.pk, *([request.account_id] if request.account_id else [])]


def handle_problem(request: AccountRequest, proposals: Iterable[ProposedHandle]) -> str:
    """The message id of the first problem, or an empty string."""
    problems = [_problem(request, proposal) for proposal in proposals] or [NOT_GIVEN]
    return next((problem for problem in problems if problem), "")


def handle_warnings(platform: Platform, handle: str) -> list[str]:
    """Sentences on a handle that can be read, but that should be looked at again."""
    parsed = parse_handle_on(platform, handle)
    if isinstance(parsed, AddressProblem):
        return []
    by_number = AddressProblem(message=BY_NUMBER, params={"platform": platform.name})
    problems = [parsed.warning, by_number if parsed.leads_on else None]
    return [gettext(problem.message) % problem.params for problem in problems if problem]


def reserve_handles(request: AccountRequest) -> None:
    """Reserve the proposed handles and drop those proposed before.

    One that belongs to somebody else is left out: the guards of `recommend` refuse it.
    """
    proposals = list(request.proposals.all())
    drop_requested(
        request.pk,
        keep=[
            (proposal.platform_id, proposal.key) for proposal in proposals if proposal.platform_id
        ],
    )
    for proposal in proposals:
        platform = proposal.platform
        if platform and proposal.key and not _is_handle_of_account(request, proposal):
            parsed = ParsedAddress(
                platform=platform.slug,
                handle=proposal.handle,
                key=proposal.key,
                address=proposal.address,
            )
            reserve_address(platform, parsed, request_id=request.pk)


def drop_handles(request: AccountRequest, *, by: Person | None = None) -> None:
    """Consequence of the steps that end a request without an approval."""
    drop_requested(request.pk)


def _problem(request: AccountRequest, proposal: ProposedHandle) -> str:
    if not proposal.platform or not proposal.key:
        return NOT_GIVEN
    # An account that exists already may be on a platform that has closed since.
    if request.kind == Kind.NEW and not proposal.platform.usable:
        return NOT_OPEN
    # The rules of the platform may have been corrected after the handle was typed.
    parsed = parse_handle_on(proposal.platform, proposal.handle)
    return UNFIT if isinstance(parsed, AddressProblem) else ""


def _is_handle_of_account(request: AccountRequest, proposal: ProposedHandle) -> bool:
    # By its key: another way to write the handle is no other handle.
    return AccountAddress.objects.filter(
        platform=proposal.platform_id,
        key=proposal.key,
        account=request.account_id,
        account__isnull=False,
        status=AccountAddress.Status.LIVE,
    ).exists()


@dataclass(frozen=True, slots=True)
class ParsedProposal:
    """A proposed handle as parsed; without `handle` and `key` while only the platform is chosen."""

    platform: Platform | None = None
    handle: str = ""
    key: str = ""
    address: str = ""
    language: str = Language.BILINGUAL


def parse_proposal_address(
    address: str, language: str = Language.BILINGUAL
) -> ParsedProposal | AddressProblem:
    parsed = parse_address(address)
    if isinstance(parsed, AddressProblem):
        return parsed
    platform = Platform.objects.get(slug=parsed.platform)
    return ParsedProposal(
        platform=platform,
        handle=parsed.handle,
        key=parsed.key,
        address=parsed.address,
        language=language,
    )


def parse_proposal_handle(
    platform: Platform | None, handle: str, language: str = Language.BILINGUAL
) -> ParsedProposal | AddressProblem:
    if platform is None or not handle:
        return ParsedProposal(platform=platform, language=language)
    parsed = parse_handle_on(platform, handle)
    if isinstance(parsed, AddressProblem):
        return parsed
    return ParsedProposal(
        platform=platform,
        handle=parsed.handle,
        key=parsed.key,
        address=parsed.address,
        language=language,
    )


def proposal_of_account(account: Account) -> ParsedProposal | AddressProblem:
    return parse_proposal_handle(account.platform, account.handle, account.language)


def set_proposals(request: AccountRequest, proposals: Sequence[ParsedProposal]) -> None:
    """Replace the proposals of a request. Call inside a step, whose audit event has the earlier ones."""
    request.proposals.filter(position__gt=len(proposals)).delete()
    for position, proposal in enumerate(proposals, start=1):
        # Unjoined: an outer join cannot be locked.
        ProposedHandle.objects.select_related(None).update_or_create(
            request=request,
            position=position,
            defaults={
                "platform": proposal.platform,
                "handle": proposal.handle,
                "key": proposal.key,
                "address": proposal.address,
                "language": proposal.language,
            },
        )
    request.refresh_from_db(fields=["proposals"])


def request_of_address(address: AccountAddress) -> AccountRequest | None:
    """The request that reserved this handle, with the organization that policy reads."""
    requests = AccountRequest.objects.select_related("organization")
    return requests.filter(pk=address.request_id).first() if address.request_id else None
