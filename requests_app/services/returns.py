"""Answers to the reasons of a return, all needed before the request is resubmitted (§ 4.2)."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from access.models import Person
from requests_app.models import AccountRequest, ReturnReason
from workflow.steps import StepResult, take_step


def open_reasons(request: AccountRequest) -> QuerySet[ReturnReason]:
    """The reasons of the last return: those given since the last submission, answered or not."""
    reasons = request.reasons.all()
    return reasons.filter(given_at__gt=request.submitted_at) if request.submitted_at else reasons


def answer_reasons(
    request: AccountRequest, *, by: Person, answers: Mapping[UUID, str], version: int | None = None
) -> StepResult[AccountRequest]:
    """`answers`: id of a reason -> text. An empty text leaves the reason open."""

    def write(request: AccountRequest) -> None:
        for reason in open_reasons(request):
            _answer(reason, answers.get(reason.pk, reason.answer).strip(), by=by)
        request.refresh_from_db(fields=["reasons"])

    return take_step(request, "answer", by=by, version=version, write=write)


def _answer(reason: ReturnReason, text: str, *, by: Person) -> None:
    if text == reason.answer:  # keeps who answered it, and when
        return
    reason.answer = text
    reason.answered_by = by if text else None
    reason.answered_at = timezone.now() if text else None
    reason.save(update_fields=["answer", "answered_by", "answered_at"])
