from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from access.effective_roles import UserAccess
from access.http import AuthenticatedHttpRequest
from access.policy import visible_to
from access.resolver import access_for
from registry.forms.closure import AskClosureForm, WorkPlanForm
from registry.forms.configuration_review import ConfigurationForm
from registry.forms.correction import CorrectForm
from registry.forms.steps import (
    CustodyForm,
    DirectClosureForm,
    EvidenceForm,
    InstructionsForm,
    SubmitForm,
    SuspendForm,
)
from registry.index_submission import has_unconfirmed_fields, index_fields, snapshot, submission_pdf
from registry.models import Account
from registry.services import closure, onboarding, records
from registry.views import account_detail
from web.lists.exports import csv_response
from web.uploads import download_response
from workflow.forms import ReasonForm
from workflow.step_views import StepPage, step_urls


def account(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    access = access_for(request.user)
    context = account_detail.detail_context(access, _get_visible_account(access, pk))
    return render(request, "registry/account.html", context)


def package(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    row = _get_visible_account(access_for(request.user), pk)
    context = {
        "row": row,
        "lines": snapshot(row),
        "unconfirmed": has_unconfirmed_fields(index_fields()),
    }
    return render(request, "registry/index_submission.html", context)


def package_csv(request: AuthenticatedHttpRequest, pk: UUID) -> StreamingHttpResponse:
    row = _get_visible_account(access_for(request.user), pk)
    rows = [(line["label_en"], line["en"], line["label_fr"], line["fr"]) for line in snapshot(row)]
    return csv_response(f"{row.number or row.pk}.csv", rows)


def package_pdf(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    row = _get_visible_account(access_for(request.user), pk)
    document = submission_pdf(
        row, snapshot(row), unconfirmed=has_unconfirmed_fields(index_fields())
    )
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{row.number or row.pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def submission_proof(request: AuthenticatedHttpRequest, pk: UUID, submission: UUID) -> FileResponse:
    submission_row = get_object_or_404(
        _get_visible_account(access_for(request.user), pk).submissions, pk=submission
    )
    if not submission_row.proof:
        raise Http404
    return download_response(submission_row.proof, submission_row.proof_name)


def _get_visible_account(access: UserAccess, pk: UUID) -> Account:
    rows = visible_to(access, Account).select_related(*account_detail.RELATED)
    return get_object_or_404(rows, pk=pk)


steps = step_urls(
    "registry",
    Account,
    {
        "register": StepPage(service=onboarding.register),
        "submit_to_index": StepPage(
            service=onboarding.submit_to_index,
            form=SubmitForm,
            template="registry/account_submit.html",
        ),
        "activate": StepPage(service=onboarding.activate),
        "correct": StepPage(service=records.correct, form=CorrectForm),
        "record_custody": StepPage(service=records.record_custody, form=CustodyForm),
        "confirm_control": StepPage(service=records.confirm_control, form=EvidenceForm),
        "confirm_conditions": StepPage(service=records.confirm_conditions, form=EvidenceForm),
        "review_configuration": StepPage(
            service=records.review_configuration, form=ConfigurationForm
        ),
        "give_instructions": StepPage(service=records.give_instructions, form=InstructionsForm),
        "confirm_listing": StepPage(service=records.confirm_listing, form=EvidenceForm),
        "suspend": StepPage(service=records.suspend, form=SuspendForm),
        "resume": StepPage(service=records.resume, form=ReasonForm),
        "ask_closure": StepPage(service=closure.ask_closure, form=AskClosureForm),
        "direct_closure": StepPage(service=closure.direct_closure, form=DirectClosureForm),
        "work_plan": StepPage(service=closure.work_plan, form=WorkPlanForm),
        "keep_open": StepPage(service=closure.keep_open, form=ReasonForm),
        "deactivate": StepPage(service=closure.deactivate),
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
