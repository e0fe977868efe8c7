"""Endorsement by the L1, review by E-Communications, decision of ADM(PA) (§ 4.2 Note, 4.3, 5.4)."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from access.models import Person
from approvals.onboarding import enter_approved_accounts
from requests_app.form_spec import Digest
from requests_app.models import AccountRequest, ReturnReason
from requests_app.snapshots import content_digest
from workflow.steps import take_step


def endorse(request: AccountRequest, *, by: Person, version: int | None = None) -> AccountRequest:
    with take_step(request, "endorse", by=by, version=version) as request:
        request.endorsed_by = by
        request.endorsed_on = timezone.localdate()
        # § 4.2 Note: while these fields stay as they are, a resubmission does not come back to the L1.
        request.endorsement_content_hash = content_digest(request, Digest.ENDORSEMENT)
    return request


def decline(
    request: AccountRequest, *, by: Person, reason: str, clause: str, version: int | None = None
) -> AccountRequest:
    with take_step(
        request, "decline", by=by, version=version, reason=reason, paragraph=clause
    ) as request:
        request.decided_by = by
        request.decided_on = timezone.localdate()
        request.decision_reason, request.decision_clause = reason, clause
    return request


def assign(request: AccountRequest, *, by: Person, version: int | None = None) -> AccountRequest:
    with take_step(request, "assign", by=by, version=version) as request:
        request.reviewer = by
    return request


def unassign(
    request: AccountRequest, *, by: Person, reason: str = "", version: int | None = None
) -> AccountRequest:
    with take_step(request, "unassign", by=by, version=version, reason=reason) as request:
        request.reviewer = None
    return request


def return_for_changes(
    request: AccountRequest,
    *,
    by: Person,
    reasons: Sequence[dict[str, str]],
    version: int | None = None,
) -> AccountRequest:
    """`reasons`: dicts with `clause` (a paragraph), `field` (of the form) and `text`."""
    text = "\n".join(reason["text"] for reason in reasons)
    with take_step(request, "return_for_changes", by=by, version=version, reason=text) as request:
        ReturnReason.objects.bulk_create(
            ReturnReason(request=request, by=by, **reason) for reason in reasons
        )
    return request


def recommend(
    request: AccountRequest,
    *,
    by: Person,
    recommendation: str,
    text: str,
    version: int | None = None,
) -> AccountRequest:
    with take_step(request, "recommend", by=by, version=version, reason=text) as request:
        request.recommended_by = by
        request.recommendation = recommendation
        request.recommendation_text = text
    return request


def ask_again(
    request: AccountRequest, *, by: Person, question: str, version: int | None = None
) -> AccountRequest:
    with take_step(request, "ask_again", by=by, version=version, reason=question) as request:
        request.question = question  # the reviewer stays: the question goes back to them
    return request


def approve(
    request: AccountRequest, *, by: Person, conditions: str = "", version: int | None = None
) -> AccountRequest:
    """Approve, and in the same transaction enter or amend the accounts. `conditions` may be empty."""
    with take_step(request, "approve", by=by, version=version, reason=conditions) as request:
        request.decided_by = by
        request.decided_on = timezone.localdate()
        request.conditions = conditions
        # Last: the account takes the day and the conditions of the decision from the request.
        enter_approved_accounts(request, by=by)
    return request


def refuse(
    request: AccountRequest,
    *,
    by: Person,
    reason: str,
    clause: str,
    found_outcome: str = "",
    found_reason: str = "",
    found_due: date | None = None,
    version: int | None = None,
) -> AccountRequest:
    """`found_*`: only for a regularization, what becomes of the account that was found (§ 5.4(1))."""
    with take_step(
        request, "refuse", by=by, version=version, reason=reason, paragraph=clause
    ) as request:
        request.decided_by = by
        request.decided_on = timezone.localdate()
        request.decision_reason, request.decision_clause = reason, clause
        request.found_outcome, request.found_reason = found_outcome, found_reason
        request.found_due = found_due
    return request
