"""What the guards of a request look at, gathered in a bounded number of queries."""

from access.policy import seat_for
from access.standing import standing_of
from directive.request import REQUEST
from directive.request_facts import RequestFacts
from registry.handles import claimed_by_other
from registry.platforms import covered
from requests_app.completeness import languages_consistent, missing
from requests_app.content import ADVICE_COVERS, ENDORSEMENT_COVERS, account_digest, digest
from requests_app.handles import handle_problem, owners
from requests_app.models import FoundOutcome, Kind, Proposal, Request
from requests_app.people import live


def gather(request: Request) -> RequestFacts:
    proposals = list(request.proposals.select_related("platform"))
    before = _as_stored(request)
    open_reasons = request.reasons.filter(answered_at__isnull=True).count()
    return RequestFacts(
        kind=request.kind,
        declared_official=request.declared_official,
        purpose_written=bool(request.purpose.strip() and request.need.strip()),
        live_practitioners=live(request).count(),
        missing=missing(request),
        handle_problem=handle_problem(request, proposals),
        advice_given=request.advised_on is not None,
        advice_covers=request.advice_covers == digest(request, ADVICE_COVERS),
        advice_written=bool(request.advice.strip() and request.advice_finding),
        l1_step=_l1_step(request),
        endorsement_covers=request.endorsement_covers == digest(request, ENDORSEMENT_COVERS),
        reviewer_in_office=_reviewer_in_office(before),
        open_reasons=open_reasons,
        reasons=open_reasons,  # a return can only be given when the last one is answered
        reason_given=bool(request.stated_reason.strip()),
        clause_given=bool(request.decision_clause),
        recommendation=request.recommendation,
        uncovered_platforms=_uncovered(request, proposals),
        closed_platforms=_closed(proposals),
        taken_handles=_taken(request, proposals),
        languages_consistent=languages_consistent(request, proposals),
        other_change_open=_other_change_open(request),
        account_current=_account_current(request),
        transfer_accepted=request.kind != Kind.TRANSFER or _accepted(before),
        earlier_approval_recorded=bool(
            request.earlier_approval_on and request.earlier_approval_text.strip()
        ),
        found_account_settled=_settled(request),
        named_now=live(request, request.named).count() if request.named else 0,
    )


def _as_stored(request: Request) -> Request | None:
    """As it stood before the step under way: who had it on the desk, who had accepted it."""
    return Request.objects.filter(pk=request.pk).select_related("reviewer", "organization").first()


def _reviewer_in_office(before: Request | None) -> bool:
    if before is None or before.reviewer is None:
        return False
    actors = REQUEST.step("recommend").actors
    return seat_for(standing_of(before.reviewer), actors, before) is not None


def _accepted(before: Request | None) -> bool:
    return before is not None and before.accepted_on is not None


def _l1_step(request: Request) -> bool:
    level_one = request.organization.level_one()
    return level_one is not None and level_one.l1_step


def _uncovered(request: Request, proposals: list[Proposal]) -> tuple[str, ...]:
    platforms = {proposal.platform for proposal in proposals if proposal.platform}
    return tuple(sorted(p.name for p in platforms if not covered(p, request.use)))


def _closed(proposals: list[Proposal]) -> tuple[str, ...]:
    platforms = {proposal.platform for proposal in proposals if proposal.platform}
    return tuple(sorted(p.name for p in platforms if not p.usable))


def _taken(request: Request, proposals: list[Proposal]) -> tuple[str, ...]:
    return tuple(
        proposal.handle
        for proposal in proposals
        if proposal.key
        and claimed_by_other(proposal.platform, proposal.key, owners=owners(request))
    )


def _other_change_open(request: Request) -> bool:
    if request.account_id is None:
        return False
    others = Request.objects.filter(account=request.account_id, state__in=REQUEST.open_states)
    return others.exclude(pk=request.pk).exists()


def _account_current(request: Request) -> bool:
    return request.account is None or request.account_covers == account_digest(request.account)


def _settled(request: Request) -> bool:
    if request.kind != Kind.REGULARIZATION:
        return True
    if request.found_outcome == FoundOutcome.DIRECTED:
        return request.found_due is not None
    return bool(request.found_outcome and request.found_reason.strip())
