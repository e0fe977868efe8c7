"""The decision of ADM(PA), the head of communications and only approver (§ 4.3, 5.4)."""

from datetime import date

from django.utils import timezone

from access.models import Person
from approvals.record import put_on_record
from requests_app.handles import release_handles
from requests_app.models import Request
from workflow.steps import take_step


def ask_again(
    request: Request, *, by: Person, question: str, version: int | None = None
) -> Request:
    with take_step(request, "ask_again", by=by, version=version, reason=question) as request:
        request.question = question
    return request


def approve(
    request: Request, *, by: Person, conditions: str = "", version: int | None = None
) -> Request:
    """Decide, and in the same transaction enter or amend the account of record."""
    with take_step(request, "approve", by=by, version=version, reason=conditions) as request:
        request.decided_by = by
        request.decided_on = timezone.localdate()
        request.conditions = conditions
        put_on_record(request, by=by)
    return request


def refuse(
    request: Request,
    *,
    by: Person,
    reason: str,
    clause: str,
    found_outcome: str = "",
    found_reason: str = "",
    found_due: date | None = None,
    version: int | None = None,
) -> Request:
    """A refused regularization also says what becomes of the account that was found (§ 5.4(1))."""
    with take_step(
        request, "refuse", by=by, version=version, reason=reason, paragraph=clause
    ) as request:
        request.decided_by = by
        request.decided_on = timezone.localdate()
        request.decision_reason, request.decision_clause = reason, clause
        request.found_outcome, request.found_reason = found_outcome, found_reason
        request.found_due = found_due
        release_handles(request)
    return request
