"""The page of a step: GET shows its form, POST calls its service.

A package lists its steps as `StepPage` rows in `urls.py`, and needs no view of its own for them. Who may take a
step and when is decided by `take_step`, never here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from access.http import AuthenticatedHttpRequest
from access.models import Person
from access.policy import visible_to
from access.resolver import access_for
from directive.guards.refusal import first_refusal
from directive.lifecycles.grammar import Step
from web.edit_conflict import compare_versions, with_value
from web.forms import process_form
from workflow.available_steps import step_preview
from workflow.exceptions import GuardFailed, StaleVersion, refusal_sentence
from workflow.forms import StepForm
from workflow.models import WorkflowModel, with_related
from workflow.permissions import require_step
from workflow.steps import StepResult

SummaryRow = tuple[Any, ...]  # label and value


@dataclass(frozen=True, kw_only=True)
class StepPage:
    """The form of a step, and the service: called with the row, `by`, `version` and the values of the form."""

    service: Callable[..., StepResult[Any]]
    form: Callable[..., StepForm] = StepForm
    template: str = "workflow/step.html"
    get_success_url: Callable[[Any], str] = lambda row: row.get_absolute_url()
    # Shown beside the form, to decide by.
    about: Callable[[Any], list[SummaryRow]] = lambda row: []


def step_urls(
    prefix: str, model: type[WorkflowModel], pages: Mapping[str, StepPage]
) -> list[URLPattern]:
    """A route `<prefix>/<uuid>/<step>/`, named `<lifecycle>_<step>`, for each page, keyed by step name."""
    lifecycle = model.lifecycle.name
    return [
        path(
            f"{prefix}/<uuid:pk>/{name}/",
            _build_view(model, name, page),
            name=f"{lifecycle}_{name}",
        )
        for name, page in pages.items()
    ]


def _build_view(
    model: type[WorkflowModel], name: str, page: StepPage
) -> Callable[..., HttpResponse]:
    def view(request: AuthenticatedHttpRequest, pk: Any) -> HttpResponse:
        # 404 for a row that the person may not view, whether it exists or not.
        rows = visible_to(access_for(request.user), model)
        # With POST the service reads what it needs, once it has locked the row.
        row = get_object_or_404(rows if request.method == "POST" else with_related(rows), pk=pk)
        return step_page(request, row, model.lifecycle.step(name), page)

    # Log lines and the test of all routes name a view by its function.
    view.__name__ = f"{model.lifecycle.name}_{name}"
    return view


def step_page(
    request: AuthenticatedHttpRequest, row: WorkflowModel, step: Step, page: StepPage
) -> HttpResponse:
    """The form of a step, or with POST a redirect to the row once the step is taken.

    422 with the form where it is invalid or a guard refuses; 409 with both versions where the row was changed
    meanwhile. Raises StepNotPermitted or InvalidTransition where the person cannot take the step now.
    """
    if request.method != "POST":
        # A link from an old page or e-mail: the status tells "not you" (403) from "not now" (409).
        require_step(row, step.name, by=request.user)
        return _render_step(request, row, step, page, page.form(row=row))
    form = page.form(request.POST, request.FILES, row=row)
    if not form.is_valid():
        # The service would check this, but is not called with an invalid form.
        require_step(row, step.name, by=request.user)
        return _render_step(request, row, step, page, form, status=422)
    try:
        result = page.service(row, by=request.user, version=form.seen_version, **form.values())
    except GuardFailed as problem:
        form.add_error(None, problem.form_error)
        return _render_step(request, row, step, page, form, status=422)
    except StaleVersion as problem:
        return _render_conflict(request, problem.present, step, page, form)
    messages.success(request, step_success_message(step, result.notified))
    return redirect(page.get_success_url(result.row))


def process_initial_step(
    request: AuthenticatedHttpRequest,
    form: BaseForm,
    service: Callable[..., StepResult[Any]],
    *,
    step: Step,
    cancel_url: str,
    template: str,
    get_success_url: Callable[[Any], str] = lambda row: row.get_absolute_url(),
) -> HttpResponse:
    """The page of a step that makes a row: as `process_form`; 422 also where a guard refuses."""

    def take(**values: Any) -> StepResult[Any]:
        try:
            return service(**values)
        except GuardFailed as problem:
            raise ValidationError(problem.form_error) from problem

    return process_form(
        request,
        form,
        take,
        success_message=lambda result: step_success_message(step, result.notified),
        cancel_url=cancel_url,
        get_success_url=lambda result: get_success_url(result.row),
        template=template,
    )


def step_success_message(step: Step, notified: Sequence[Person]) -> str:
    """What was done, and the names of those notified by e-mail, in the reader's language."""
    done = _(step.history_label)
    if not notified:
        return f"{done}."
    return _("%(done)s. Told by e-mail: %(people)s.") % {
        "done": done,
        "people": ", ".join(person.name for person in notified),
    }


def _render_step(
    request: AuthenticatedHttpRequest,
    row: WorkflowModel,
    step: Step,
    page: StepPage,
    form: StepForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    # Shown before anything is typed: the guards of a step do not depend on its input.
    facts = row.facts()
    refusal = first_refusal(step.guards, facts)
    context = {
        "row": row,
        "step": step,
        "form": form,
        "refusal": refusal,
        "refusal_sentence": refusal_sentence(refusal) if refusal else "",
        "about": page.about(row),
        "preview": step_preview(step, row, facts),
    }
    return render(request, page.template, context | more, status=status)


def _render_conflict(
    request: AuthenticatedHttpRequest,
    present: WorkflowModel,
    step: Step,
    page: StepPage,
    form: StepForm,
) -> HttpResponse:
    """The form with what was typed and the version of now, so that sending it again overwrites knowingly."""
    data = with_value(form.data, form.add_prefix("version"), str(present.version))
    rebased = page.form(data, form.files, row=present)
    versions = compare_versions(rebased, page.form(row=present).initial)
    return _render_step(request, present, step, page, rebased, status=409, conflict=versions)
