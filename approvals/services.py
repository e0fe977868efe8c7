"""Endorsement by the L1, review by E-Communications, decision of ADM(PA) (§ 4.2 Note, 4.3, 5.4)."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from access.models import Person
from approvals.onboarding import enter_approved_accounts
from requests_app.form_spec import Digest
from requests_app.models import AccountRequest, ReturnReason
from requests_app.snapshots import content_digest
from workflow.steps import StepResult, take_step


def endorse(
    request: AccountRequest, *, by: Person, version: int | None = None
) -> StepResult[AccountRequest]:
    def write(request: AccountRequest) -> None:
        request.endorsed_by = by
        request.endorsed_on = timezone.localdate()
        # § 4.2 Note: while these fields stay as they are, a resubmission does not come back to the L1.
        request.endorsement_content_hash = content_digest(request, Digest.ENDORSEMENT)

    return take_step(request, "endorse", by=by, version=version, write=write)


def decline(
    request: AccountRequest, *, by: Person, reason: str, paragraph: str, version: int | None = None
) -> StepResult[AccountRequest]:
    return take_step(
        request,
        "decline",
        by=by,
        version=version,
        reason=reason,
        paragraph=paragraph,
        values=_decision(by) | {"decision_reason": reason, "decision_paragraph": paragraph},
    )


def assign(
    request: AccountRequest, *, by: Person, version: int | None = None
) -> StepResult[AccountRequest]:
    return take_step(request, "assign", by=by, version=version, values={"reviewer": by})


def unassign(
    request: AccountRequest, *, by: Person, reason: str = "", version: int | None = None
) -> StepResult[AccountRequest]:
    values = {"reviewer": None}
    return take_step(request, "unassign", by=by, version=version, reason=reason, values=values)


def return_for_changes(
    request: AccountRequest,
    *,
    by: Person,
    reasons: Sequence[dict[str, str]],
    version: int | None = None,
) -> StepResult[AccountRequest]:
    """`reasons`: dicts with `paragraph`, `field` (of the form) and `text`."""

    def write(request: AccountRequest) -> None:
        ReturnReason.objects.bulk_create(
            ReturnReason(request=request, by=by, **reason) for reason in reasons
        )
        request.refresh_from_db(fields=["reasons"])

    text = "\n".join(reason["text"] for reason in reasons)
    return take_step(
        request, "return_for_changes", by=by, version=version, reason=text, write=write
    )


def recommend(
    request: AccountRequest,
    *,
    by: Person,
    recommendation: str,
    text: str,
    version: int | None = None,
) -> StepResult[AccountRequest]:
    values = {
        "recommended_by": by,
        "recommendation": recommendation,
        "recommendation_text": text,
    }
    return take_step(request, "recommend", by=by, version=version, reason=text, values=values)


def ask_again(
    request: AccountRequest, *, by: Person, question: str, version: int | None = None
) -> StepResult[AccountRequest]:
    # The reviewer stays: the question goes back to them.
    values = {"question": question}
    return take_step(request, "ask_again", by=by, version=version, reason=question, values=values)


def approve(
    request: AccountRequest, *, by: Person, conditions: str = "", version: int | None = None
) -> StepResult[AccountRequest]:
    """Approve, and in the same transaction enter or amend the accounts. `conditions` may be empty."""
    return take_step(
        request,
        "approve",
        by=by,
        version=version,
        reason=conditions,
        values=_decision(by) | {"conditions": conditions},
        # After the values: the account takes the day and the conditions of the decision from the request.
        write=lambda request: enter_approved_accounts(request, by=by),
    )


def refuse(
    request: AccountRequest,
    *,
    by: Person,
    reason: str,
    paragraph: str,
    found_outcome: str = "",
    found_reason: str = "",
    found_due: date | None = None,
    version: int | None = None,
) -> StepResult[AccountRequest]:
    """`found_*`: only for a regularization, what becomes of the account that was found (§ 5.4(1))."""
    found = {
        "found_outcome": found_outcome,
        "found_reason": found_reason,
        "found_due": found_due,
    }
    return take_step(
        request,
        "refuse",
        by=by,
        version=version,
        reason=reason,
        paragraph=paragraph,
        values=_decision(by) | {"decision_reason": reason, "decision_paragraph": paragraph} | found,
    )


def _decision(by: Person) -> dict[str, object]:
    return {"decided_by": by, "decided_on": timezone.localdate()}
