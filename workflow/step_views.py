"""One page for each step of a table: what it is about, the form, what follows, and the way back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from access.policy import can_take_step, visible_to
from access.resolver import access_for
from directive.guards.refusal import first_refusal
from directive.lifecycles.grammar import Step
from web.edit_conflict import compare_versions
from workflow.available_steps import step_preview
from workflow.exceptions import (
    GuardFailed,
    InvalidTransition,
    StaleVersion,
    StepNotPermitted,
    refusal_sentence,
)
from workflow.forms import StepForm
from workflow.models import WorkflowModel

Row = tuple[Any, ...]  # label and value


@dataclass(frozen=True)
class StepPage:
    """The form of a step and the service that takes it, with keywords `by`, `version` and the form's."""

    service: Callable[..., Any]
    form: type[StepForm] = StepForm
    template: str = "workflow/step.html"
    then: Callable[[Any], str] = lambda taken: taken.get_absolute_url()  # where to, once taken
    about: Callable[[Any], list[Row]] = lambda row: []  # what is judged, to read beside the form


def step_urls(
    prefix: str, model: type[WorkflowModel], pages: Mapping[str, StepPage]
) -> list[URLPattern]:
    """`<prefix>/<uuid>/<step>/`, named `<lifecycle>_<step>`, for each page."""
    lifecycle = model.lifecycle.name
    return [
        path(f"{prefix}/<uuid:pk>/{name}/", _view(model, name, page), name=f"{lifecycle}_{name}")
        for name, page in pages.items()
    ]


def _view(model: type[WorkflowModel], name: str, page: StepPage) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, pk: Any) -> HttpResponse:
        row = get_object_or_404(visible_to(access_for(request.user), model), pk=pk)
        return step_page(request, row, model.lifecycle.step(name), page)

    view.__name__ = f"{model.lifecycle.name}_{name}"
    return view


def step_page(request: HttpRequest, row: WorkflowModel, step: Step, page: StepPage) -> HttpResponse:
    """Show the form of a step, or take it. A refusal comes back beside what was typed."""
    if request.method != "POST":
        _check_available(request, row, step)
        return _render_step(request, row, step, page, page.form(row=row))
    form = page.form(request.POST, request.FILES, row=row)
    if not form.is_valid():
        _check_available(request, row, step)
        return _render_step(request, row, step, page, form, status=422)
    try:
        taken = page.service(row, by=request.user, version=form.seen_version, **form.values())
    except GuardFailed as problem:
        form.add_error(None, f"{problem.sentence} (§ {problem.refusal.paragraph})")
        return _render_step(request, row, step, page, form, status=422)
    except StaleVersion as problem:
        return _render_conflict(request, problem.present, step, page, form)
    messages.success(request, what_happened(step, taken))
    return redirect(page.then(taken))


def what_happened(step: Step, row: WorkflowModel) -> str:
    """One sentence: what was done, and who will hear of it."""
    done = _(step.history_label)
    if not row.notified:
        return f"{done}."
    return _("%(done)s. Told by e-mail: %(people)s.") % {
        "done": done,
        "people": ", ".join(person.name for person in row.notified),
    }


def _check_available(request: HttpRequest, row: WorkflowModel, step: Step) -> None:
    if can_take_step(access_for(request.user), step, row) is None:
        raise (StepNotPermitted if row.state in step.from_states else InvalidTransition)(step.name)


def _render_step(
    request: HttpRequest,
    row: WorkflowModel,
    step: Step,
    page: StepPage,
    form: StepForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    refusal = first_refusal(step.guards, row.facts())
    context = {
        "row": row,
        "step": step,
        "form": form,
        "refusal": refusal,
        "refusal_sentence": refusal_sentence(refusal) if refusal else "",
        "about": page.about(row),
        "preview": step_preview(step, row),
    }
    return render(request, page.template, context | more, status=status)


def _render_conflict(
    request: HttpRequest, present: WorkflowModel, step: Step, page: StepPage, form: StepForm
) -> HttpResponse:
    """Both versions side by side; what was typed stays in the form, now against the present version."""
    data = form.data.copy()
    data[form.add_prefix("version")] = str(present.version)
    again = page.form(data, form.files, row=present)
    rows = compare_versions(again, page.form(row=present).initial)
    return _render_step(request, present, step, page, again, status=409, conflict=rows)
