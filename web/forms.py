"""A form page and the one service behind it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from web.edit_conflict import OptimisticLockForm, Versions


def process_form(
    request: HttpRequest,
    form: BaseForm,
    service: Callable[..., Any],
    *,
    success_message: str,
    cancel_url: str,
    get_success_url: Callable[[Any], str] | None = None,
    template: str = "ui/form_page.html",
    **context: Any,
) -> HttpResponse:
    """Call `service` with `by` and the form's values, and redirect; otherwise show the form again.

    Errors give 422. A row that somebody changed since the form was made gives 409 with both versions.
    `cancel_url` is also where to go on to, unless `get_success_url` says otherwise.
    """
    conflict: Versions = []
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                conflict = form.conflict() if isinstance(form, OptimisticLockForm) else []
                done = None if conflict else service(by=request.user, **_service_arguments(form))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            if not conflict:
                messages.success(request, success_message)
                return redirect(get_success_url(done) if get_success_url else cancel_url)
    shown = {"form": form, "cancel_url": cancel_url, "conflict": conflict, **context}
    status = 409 if conflict else 422 if form.is_bound else 200
    return render(request, template, shown, status=status)


def _service_arguments(form: BaseForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "base_digest"}


class Renderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` as label, hint, error and input."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
