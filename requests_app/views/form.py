"""One page of the form: shown, saved, and what is done on it without changing the request (§ 4.2)."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from access.parts import page_or_part
from requests_app import page_forms as forms
from requests_app.account_form import AccountForm
from requests_app.attach_form import AttachForm
from requests_app.attachments import attach
from requests_app.content import advice_void
from requests_app.form_views import EDIT, editable, visible
from requests_app.models import Request
from requests_app.people_form import PeopleForm
from requests_app.sections import Section, sections_of
from requests_app.task_list import following
from requests_app.typed_pages import save_page, typed_page
from requests_app.typed_views import page_discarded, page_kept, page_offered
from workflow.pages import StepPage, step_page

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
    row = get_object_or_404(visible(request), pk=pk)
    section = next((one for one in sections_of(row.kind) if one.slug == slug), None)
    if section is None:
        raise Http404
    if slug == "attachments":
        page = StepPage(attach, AttachForm, "requests_app/attachments.html", _same_page(request))
        return step_page(request, row, EDIT, page)
    form = partial(FORMS[slug], reader=request.user)
    if answer := next((BESIDE[name] for name in BESIDE if name in request.POST), None):
        return answer(request, editable(request, pk), slug, form)
    typed = typed_page(row, by=request.user, slug=slug)
    if typed and request.method != "POST":
        return page_offered(request, editable(request, pk), typed, form)
    return step_page(request, row, EDIT, _step_page(request, row, section, form))


def page_looked_up(
    request: HttpRequest, row: Request, slug: str, form: Callable[..., Any]
) -> HttpResponse:
    """An address or a person: nothing is saved, and nothing typed is lost."""
    context = {"row": row, "form": form(request.POST, row=row)}
    return page_or_part(request, context["form"].template, context)


BESIDE = {"look": page_looked_up, "keep": page_kept, "discard": page_discarded}


def _step_page(
    request: HttpRequest, row: Request, section: Section, form: Callable[..., Any]
) -> StepPage:
    save = partial(save_page, slug=section.slug)
    then = _then(request, section, was_void=advice_void(row))
    return StepPage(save, form, form.func.template, then)


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
