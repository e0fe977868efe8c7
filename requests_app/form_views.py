"""The form of a request: the list of its pages, and each page (§ 4.2)."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from access.policy import may_see, may_take, visible_to
from access.standing import standing_of
from directive.request import REQUEST
from registry.similar import similar_accounts
from requests_app import page_forms as forms
from requests_app.account_form import AccountForm
from requests_app.attach_form import AttachForm
from requests_app.attachments import attach
from requests_app.content import advice_void
from requests_app.drafts import edit
from requests_app.models import Request
from requests_app.people_form import PeopleForm
from requests_app.sections import Section, sections_of
from requests_app.task_list import following, progress, tasks
from workflow.pages import StepPage, step_page
from workflow.problems import NotYours, OutOfTurn

EDIT = REQUEST.step("edit")
FORMS = {
    "transfer": forms.TransferForm,
    "earlier-approval": forms.EarlierApprovalForm,
    "account": AccountForm,
    "need": forms.NeedForm,
    "audience": forms.AudienceForm,
    "languages": forms.LanguagesForm,
    "content": forms.ContentForm,
    "people": PeopleForm,
    "monitoring": forms.MonitoringForm,
    "duration": forms.DurationForm,
    "attachments": AttachForm,
}


def request_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    return redirect("request_form", _editable(request, pk).pk)


def request_form(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _editable(request, pk)
    listed = tasks(row)
    context = {"row": row, "tasks": listed, "advice_void": advice_void(row)}
    context["done"], context["total"] = progress(listed)
    return render(request, "requests_app/form.html", context)


def request_page(request: HttpRequest, pk: UUID, slug: str) -> HttpResponse:
    row = get_object_or_404(_visible(request), pk=pk)
    section = next((one for one in sections_of(row.kind) if one.slug == slug), None)
    if section is None:
        raise Http404
    if "look" in request.POST:
        return _looked(request, _editable(request, pk), slug)
    return step_page(request, row, EDIT, _step_page(request, row, section))


def request_similar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shown before the need is written: no more accounts than needed (§ 3.16)."""
    row = _editable(request, pk)
    standing = standing_of(request.user)
    found = similar_accounts(row.organization, name=row.name)
    accounts = [account for account in found if may_see(standing, account)]
    return render(request, "requests_app/similar.html", {"row": row, "accounts": accounts})


def _visible(request: HttpRequest) -> Any:
    around = ("organization", "receiving", "account__platform", "account__partner")
    return visible_to(standing_of(request.user), Request).select_related(*around)


def _editable(request: HttpRequest, pk: UUID) -> Request:
    row = get_object_or_404(_visible(request), pk=pk)
    if may_take(standing_of(request.user), EDIT, row) is None:
        raise (NotYours if row.state in EDIT.sources else OutOfTurn)(EDIT.name)
    return row


def _step_page(request: HttpRequest, row: Request, section: Section) -> StepPage:
    if section.slug == "attachments":
        return StepPage(attach, AttachForm, "requests_app/attachments.html", _same_page(request))
    form = FORMS[section.slug]
    then = _then(request, section, was_void=advice_void(row))
    return StepPage(edit, partial(form, reader=request.user), form.template, then)


def _looked(request: HttpRequest, row: Request, slug: str) -> HttpResponse:
    """Look an address or a person up: nothing is saved, and nothing typed is lost."""
    form = FORMS[slug](request.POST, row=row, reader=request.user)
    context = {"row": row, "form": form, "step": EDIT}
    return render(request, form.template, context)


def _then(request: HttpRequest, section: Section, *, was_void: bool) -> Callable[[Any], str]:
    def then(taken: Request) -> str:
        if advice_void(taken) and not was_void:
            messages.warning(
                request, _("PA staff advised on what you have changed: consult them again.")
            )
        return following(taken, section)

    return then


def _same_page(request: HttpRequest) -> Callable[[Any], str]:
    return lambda taken: request.path
