"""The form of a request: the list of its pages, and what there is already (§ 4.2)."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from access.policy import can_take_step, visible_to
from access.resolver import access_for
from directive.lifecycles.request import REQUEST
from requests_app.form_spec import FormPage, pages_of
from requests_app.forms import pages as forms
from requests_app.forms.account import AccountForm
from requests_app.forms.people import PeopleForm
from requests_app.forms.steps import AttachForm
from requests_app.models import AccountRequest
from requests_app.queries.existing_accounts import existing_accounts_for
from requests_app.queries.task_list import next_page_url, progress, tasks
from requests_app.services.attachments import attach
from requests_app.services.autosave import autosaved_page, save_page
from requests_app.snapshots import is_advice_void
from requests_app.views.autosave import page_autosaved, page_discarded, page_offered
from web.htmx import render_page_or_partial
from workflow.exceptions import InvalidTransition, StepNotPermitted
from workflow.step_views import StepPage, step_page

EDIT_STEP = REQUEST.step("edit")


def request_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    return redirect("request_form", get_editable(request, pk).pk)


def request_form(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_editable(request, pk)
    listed = tasks(row)
    context = {"row": row, "tasks": listed, "advice_void": is_advice_void(row)}
    context["done"], context["total"] = progress(listed)
    return render(request, "requests_app/form.html", context)


def request_similar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shown before the need is written: no more accounts than needed (§ 3.16)."""
    row = get_editable(request, pk)
    context = {"row": row, "accounts": existing_accounts_for(row, reader=request.user)}
    return render(request, "requests_app/similar.html", context)


def visible_requests(request: HttpRequest) -> Any:
    around = ("organization", "receiving_organization", "account__platform", "account__partner")
    return visible_to(access_for(request.user), AccountRequest).select_related(*around)


def get_editable(request: HttpRequest, pk: UUID) -> AccountRequest:
    row = get_object_or_404(visible_requests(request), pk=pk)
    if can_take_step(access_for(request.user), EDIT_STEP, row) is None:
        raise (StepNotPermitted if row.state in EDIT_STEP.from_states else InvalidTransition)(
            EDIT_STEP.name
        )
    return row


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
}


def request_page(request: HttpRequest, pk: UUID, slug: str) -> HttpResponse:
    row = get_object_or_404(visible_requests(request), pk=pk)
    section = next((one for one in pages_of(row.kind) if one.slug == slug), None)
    if section is None:
        raise Http404
    if slug == "attachments":
        page = StepPage(attach, AttachForm, "requests_app/attachments.html", _same_page(request))
        return step_page(request, row, EDIT_STEP, page)
    form = partial(FORMS[slug], reader=request.user)
    if answer := next((BESIDE[name] for name in BESIDE if name in request.POST), None):
        return answer(request, get_editable(request, pk), slug, form)
    typed = autosaved_page(row, by=request.user, slug=slug)
    if typed and request.method != "POST":
        return page_offered(request, get_editable(request, pk), typed, form)
    return step_page(request, row, EDIT_STEP, _step_page(request, row, section, form))


def page_lookup(
    request: HttpRequest, row: AccountRequest, slug: str, form: Callable[..., Any]
) -> HttpResponse:
    """An address or a person: nothing is saved, and nothing typed is lost."""
    context = {"row": row, "form": form(request.POST, row=row)}
    return render_page_or_partial(request, context["form"].template, context)


BESIDE = {"look": page_lookup, "keep": page_autosaved, "discard": page_discarded}


def _step_page(
    request: HttpRequest, row: AccountRequest, section: FormPage, form: Callable[..., Any]
) -> StepPage:
    save = partial(save_page, slug=section.slug)
    then = _next_page(request, section, was_void=is_advice_void(row))
    return StepPage(save, form, form.func.template, then)


def _next_page(request: HttpRequest, section: FormPage, *, was_void: bool) -> Callable[[Any], str]:
    def then(taken: AccountRequest) -> str:
        if is_advice_void(taken) and not was_void:
            messages.warning(
                request, _("PA staff advised on what you have changed: consult them again.")
            )
        return next_page_url(taken, section)

    return then


def _same_page(request: HttpRequest) -> Callable[[Any], str]:
    return lambda taken: request.path
