from pathlib import PurePath
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from access.policy import visible_to
from access.seats import Standing
from access.standing import standing_of
from registry import account_page, closure, registration, suspension, upkeep
from registry.accounts import Account
from registry.closure_forms import AskForm, PlanForm
from registry.correction_form import CorrectForm
from registry.exports import csv_response
from registry.package import fields, is_assumed, snapshot
from registry.review_form import ConfigurationForm
from registry.step_forms import (
    CustodyForm,
    DirectForm,
    EvidenceForm,
    InstructionsForm,
    SubmitForm,
    SuspendForm,
)
from registry.submission_pdf import submission_pdf
from workflow.forms import ReasonForm
from workflow.pages import StepPage, step_urls


def account(request: HttpRequest, pk: UUID) -> HttpResponse:
    standing = standing_of(request.user)
    context = account_page.page(standing, _seen(standing, pk))
    return render(request, "registry/account.html", context)


def package(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _seen(standing_of(request.user), pk)
    context = {"row": row, "lines": snapshot(row), "assumed": is_assumed(fields())}
    return render(request, "registry/account_package.html", context)


def package_csv(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _seen(standing_of(request.user), pk)
    rows = [(line["label_en"], line["en"], line["label_fr"], line["fr"]) for line in snapshot(row)]
    return csv_response(f"{row.number or row.pk}.csv", rows)


def package_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _seen(standing_of(request.user), pk)
    document = submission_pdf(row, snapshot(row), assumed=is_assumed(fields()))
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{row.number or row.pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def submission_proof(request: HttpRequest, pk: UUID, submission: UUID) -> HttpResponse:
    sent = get_object_or_404(_seen(standing_of(request.user), pk).submissions, pk=submission)
    if not sent.proof:
        raise Http404
    name = PurePath(sent.proof_name).name
    response = FileResponse(sent.proof.open(), as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _seen(standing: Standing, pk: UUID) -> Account:
    rows = visible_to(standing, Account).select_related(*account_page.RELATED)
    return get_object_or_404(rows, pk=pk)


steps = step_urls(
    "registry",
    Account,
    {
        "register": StepPage(registration.register),
        "submit_to_index": StepPage(
            registration.submit_to_index, SubmitForm, "registry/account_submit.html"
        ),
        "activate": StepPage(registration.activate),
        "correct": StepPage(upkeep.correct, CorrectForm),
        "record_custody": StepPage(upkeep.record_custody, CustodyForm),
        "confirm_control": StepPage(upkeep.confirm_control, EvidenceForm),
        "confirm_conditions": StepPage(upkeep.confirm_conditions, EvidenceForm),
        "review_configuration": StepPage(upkeep.review_configuration, ConfigurationForm),
        "give_instructions": StepPage(upkeep.give_instructions, InstructionsForm),
        "confirm_listing": StepPage(upkeep.confirm_listing, EvidenceForm),
        "suspend": StepPage(suspension.suspend, SuspendForm),
        "resume": StepPage(suspension.resume, ReasonForm),
        "ask_closure": StepPage(closure.ask_closure, AskForm),
        "direct_closure": StepPage(closure.direct_closure, DirectForm),
        "work_plan": StepPage(closure.work_plan, PlanForm),
        "keep_open": StepPage(closure.keep_open, ReasonForm),
        "deactivate": StepPage(closure.deactivate),
    },
)

urlpatterns = [
    path("registry/<uuid:pk>/", account, name="account"),
    path("registry/<uuid:pk>/package/", package, name="account_package"),
    path("registry/<uuid:pk>/package.csv", package_csv, name="account_package_csv"),
    path("registry/<uuid:pk>/package.pdf", package_pdf, name="account_package_pdf"),
    path(
        "registry/<uuid:pk>/submissions/<uuid:submission>/proof/",
        submission_proof,
        name="submission_proof",
    ),
    *steps,
]
