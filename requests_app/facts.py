"""Gathers the facts that the guards of a request read, in a bounded number of queries."""

from access.policy import effective_role_for
from access.resolver import access_for
from directive.facts.request import RequestFacts
from directive.lifecycles.request import REQUEST
from registry.models import is_covered
from registry.services.addresses import is_address_taken
from requests_app.enums import FoundOutcome, Kind
from requests_app.form_spec import Digest, missing_fields
from requests_app.models import AccountRequest, ProposedHandle
from requests_app.queries.practitioners import authorized_practitioners
from requests_app.queries.proposals import languages_consistent
from requests_app.services.addresses import address_owners, handle_problem
from requests_app.snapshots import account_digest, content_digest


def build_facts(request: AccountRequest) -> RequestFacts:
    proposals = list(request.proposals.select_related("platform"))
    stored = _stored_request(request)
    open_reasons = request.reasons.filter(answered_at__isnull=True).count()
    return RequestFacts(
        kind=request.kind,
        declared_official=request.declared_official,
        purpose_written=bool(request.purpose.strip() and request.need.strip()),
        live_practitioners=authorized_practitioners(request).count(),
        missing=missing_fields(request),
        handle_problem=handle_problem(request, proposals),
        advice_given=request.advised_on is not None,
        advice_covers=request.advice_content_hash == content_digest(request, Digest.ADVICE),
        advice_written=bool(request.advice.strip() and request.advice_finding),
        l1_step=_has_l1_step(request),
        endorsement_covers=request.endorsement_content_hash
        == content_digest(request, Digest.ENDORSEMENT),
        reviewer_active=_is_reviewer_active(stored),
        open_reasons=open_reasons,
        reasons=open_reasons,  # a request is only returned once all reasons of the last return are answered
        reason_given=bool(request.step_reason.strip()),
        paragraph_given=bool(request.decision_clause),
        recommendation=request.recommendation,
        uncovered_platforms=_uncovered_platforms(request, proposals),
        closed_platforms=_closed_platforms(proposals),
        taken_handles=_taken_handles(request, proposals),
        languages_consistent=languages_consistent(request, proposals),
        other_change_open=_has_other_change_open(request),
        account_current=_is_account_current(request),
        transfer_accepted=request.kind != Kind.TRANSFER or _is_accepted(stored),
        earlier_approval_recorded=bool(
            request.earlier_approval_on and request.earlier_approval_text.strip()
        ),
        found_account_settled=_is_found_account_settled(request),
        named_now=authorized_practitioners(request, request.named).count() if request.named else 0,
    )


def _stored_request(request: AccountRequest) -> AccountRequest | None:
    # Facts are also gathered after the caller's changes, for input guards and targets: who reviews the
    # request and whether it was accepted is read as it was before them.
    return (
        AccountRequest.objects.filter(pk=request.pk)
        .select_related("reviewer", "organization")
        .first()
    )


def _is_reviewer_active(stored: AccountRequest | None) -> bool:
    if stored is None or stored.reviewer is None:
        return False
    # Active is who could take the reviewer's step today: the role may have ended, or been delegated.
    actors = REQUEST.step("recommend").actors
    return effective_role_for(access_for(stored.reviewer), actors, stored) is not None


def _is_accepted(stored: AccountRequest | None) -> bool:
    return stored is not None and stored.accepted_on is not None


def _has_l1_step(request: AccountRequest) -> bool:
    level_one = request.organization.level_one()
    return level_one is not None and level_one.l1_step


def _uncovered_platforms(
    request: AccountRequest, proposals: list[ProposedHandle]
) -> tuple[str, ...]:
    platforms = {proposal.platform for proposal in proposals if proposal.platform}
    return tuple(sorted(p.name for p in platforms if not is_covered(p, request.use)))


def _closed_platforms(proposals: list[ProposedHandle]) -> tuple[str, ...]:
    platforms = {proposal.platform for proposal in proposals if proposal.platform}
    return tuple(sorted(p.name for p in platforms if not p.usable))


def _taken_handles(request: AccountRequest, proposals: list[ProposedHandle]) -> tuple[str, ...]:
    return tuple(
        proposal.handle
        for proposal in proposals
        if proposal.platform
        and proposal.key
        and is_address_taken(proposal.platform, proposal.key, owners=address_owners(request))
    )


def _has_other_change_open(request: AccountRequest) -> bool:
    if request.account_id is None:
        return False
    others = AccountRequest.objects.filter(
        account=request.account_id, state__in=REQUEST.open_states
    )
    return others.exclude(pk=request.pk).exists()


def _is_account_current(request: AccountRequest) -> bool:
    # By the digest of its terms, not by the version: a step that changes no term must not void a request.
    return request.account is None or request.account_content_hash == account_digest(
        request.account
    )


def _is_found_account_settled(request: AccountRequest) -> bool:
    if request.kind != Kind.REGULARIZATION:
        return True
    # § 5.4(1): ADM(PA) "may" direct it: either a day, or the reason why not.
    if request.found_outcome == FoundOutcome.DIRECTED:
        return request.found_due is not None
    return bool(request.found_outcome and request.found_reason.strip())
