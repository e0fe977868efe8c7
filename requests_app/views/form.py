"""The form of a request: its task list, its pages, and existing accounts (§ 3.16, 4.2)."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from access.http import AuthenticatedHttpRequest
from access.policy import visible_to
from access.resolver import access_for
from directive.lifecycles.request import REQUEST
from requests_app.form_spec import FormPage, pages_of
from requests_app.forms import pages as forms
from requests_app.forms.account import AccountForm
from requests_app.forms.base import PageForm
from requests_app.forms.people import PeopleForm
from requests_app.forms.steps import AttachForm
from requests_app.models import AccountRequest
from requests_app.queries.existing_accounts import existing_accounts_for
from requests_app.queries.task_list import next_page_url, progress, tasks
from requests_app.services.attachments import attach
from requests_app.services.autosave import autosaved_page, save_page
from requests_app.services.drafts import editable
from requests_app.snapshots import is_advice_void
from requests_app.views.autosave import BuildForm, autosave_page, discard_page, restore_page
from web.htmx import render_page_or_partial
from workflow.step_views import StepPage, step_page

EDIT_STEP = REQUEST.step("edit")


def request_edit(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    return redirect("request_form", get_editable(request, pk).pk)


def request_form(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    row = get_editable(request, pk)
    form_tasks = tasks(row)
    context = {"row": row, "tasks": form_tasks, "advice_void": is_advice_void(row)}
    context["done"], context["total"] = progress(form_tasks)
    return render(request, "requests_app/form.html", context)


def request_similar(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    row = get_editable(request, pk)
    context = {"row": row, "accounts": existing_accounts_for(row, reader=request.user)}
    return render(request, "requests_app/similar.html", context)


def visible_requests(request: AuthenticatedHttpRequest) -> QuerySet[AccountRequest]:
    related = ("organization", "receiving_organization", "account__platform", "account__partner")
    return visible_to(access_for(request.user), AccountRequest).select_related(*related)


def get_editable(request: AuthenticatedHttpRequest, pk: UUID) -> AccountRequest:
    """The request, if the user can edit it now. Raises Http404, StepNotPermitted, InvalidTransition."""
    return editable(get_object_or_404(visible_requests(request), pk=pk), by=request.user)


_FORMS: tuple[type[PageForm], ...] = (
    forms.TransferForm,
    forms.EarlierApprovalForm,
    AccountForm,
    forms.NeedForm,
    forms.AudienceForm,
    forms.LanguagesForm,
    forms.ContentForm,
    PeopleForm,
    forms.MonitoringForm,
    forms.DurationForm,
)
FORMS = {form.slug: form for form in _FORMS}


def request_page(request: AuthenticatedHttpRequest, pk: UUID, slug: str) -> HttpResponse:
    row = get_object_or_404(visible_requests(request), pk=pk)
    form_page = next((page for page in pages_of(row.kind) if page.slug == slug), None)
    if form_page is None:
        raise Http404
    if slug == "attachments":
        # Stays on this page after each upload.
        page = StepPage(
            service=attach,
            form=AttachForm,
            template="requests_app/attachments.html",
            get_success_url=lambda taken: request.path,
        )
        return step_page(request, row, EDIT_STEP, page)
    form = partial(FORMS[slug], reader=request.user)
    if action := next((PAGE_ACTIONS[name] for name in PAGE_ACTIONS if name in request.POST), None):
        return action(request, get_editable(request, pk), slug, form)
    autosaved = autosaved_page(row, by=request.user, slug=slug)
    if autosaved and request.method != "POST":
        return restore_page(request, get_editable(request, pk), autosaved, form)
    page = StepPage(
        service=partial(save_page, slug=slug),
        form=form,
        template=FORMS[slug].template,
        get_success_url=_warn_and_go_on(request, form_page, was_void=is_advice_void(row)),
    )
    return step_page(request, row, EDIT_STEP, page)


def look_up(
    request: AuthenticatedHttpRequest, row: AccountRequest, slug: str, form: BuildForm
) -> HttpResponse:
    """Look up an address or a person and show the page again: nothing is saved or lost."""
    bound = form(request.POST, row=row)
    return render_page_or_partial(request, bound.template, {"row": row, "form": bound})


# By the name of the button: none of these takes the step `edit`.
PAGE_ACTIONS = {"look": look_up, "keep": autosave_page, "discard": discard_page}


def _warn_and_go_on(
    request: AuthenticatedHttpRequest, form_page: FormPage, *, was_void: bool
) -> Callable[[AccountRequest], str]:
    def get_next_url(taken: AccountRequest) -> str:
        # Only for the change that voided the advice: the task list says it from then on.
        if is_advice_void(taken) and not was_void:
            messages.warning(
                request, _("PA staff advised on what you have changed: consult them again.")
            )
        return next_page_url(taken, form_page)

    return get_next_url
