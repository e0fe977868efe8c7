"""The handles a request asks for: claimed while it is on its way, dropped when it fails."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_noop as _

from registry.address_problems import Problem
from registry.addresses import Parsed
from registry.handles import claim, drop, parse_handle_on
from requests_app.models import Kind, Proposal, Request

NOT_GIVEN = _("Give the address of the account, or its platform and handle.")
NOT_OPEN = _("This platform is closed, or not allowed on government devices.")
UNFIT = _("The handle does not fit the rules of its platform: correct it.")


def owners(request: Request) -> list[UUID]:
    """Under whose identifiers the handles of this request may be claimed already."""
    return [request.pk, *([request.account_id] if request.account_id else [])]


def handle_problem(request: Request, proposals: Iterable[Proposal]) -> str:
    """A message id, or nothing. What stands already may be on a platform that has closed since."""
    problems = [_problem(request, proposal) for proposal in proposals] or [NOT_GIVEN]
    return next((problem for problem in problems if problem), "")


def claim_handles(request: Request) -> None:
    """What somebody else holds is not claimed: no recommendation while it is so."""
    proposals = list(request.proposals.select_related("platform"))
    drop(request.pk, but=[(proposal.platform_id, proposal.key) for proposal in proposals])
    for proposal in proposals:
        if proposal.key and not _held_by_account(request, proposal):
            claim(proposal.platform, _parsed(proposal), owner=request.pk)


def release_handles(request: Request) -> None:
    drop(request.pk)


def _problem(request: Request, proposal: Proposal) -> str:
    if not proposal.platform or not proposal.key:
        return NOT_GIVEN
    if request.kind == Kind.NEW and not proposal.platform.usable:
        return NOT_OPEN
    return UNFIT if isinstance(parse_handle_on(proposal.platform, proposal.handle), Problem) else ""


def _held_by_account(request: Request, proposal: Proposal) -> bool:
    account = request.account
    return account is not None and (account.platform_id, account.handle) == (
        proposal.platform_id,
        proposal.handle,
    )


def _parsed(proposal: Proposal) -> Parsed:
    return Parsed(
        platform=proposal.platform.slug,
        handle=proposal.handle,
        key=proposal.key,
        address=proposal.address,
    )
