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
    success_message: str | Callable[[Any], str],
    cancel_url: str,
    get_success_url: Callable[[Any], str] | None = None,
    template: str = "ui/form_page.html",
    **context: Any,
) -> HttpResponse:
    """A view of one form: GET shows it, POST calls `service` with `by` and the form's values, and redirects.

    422 where the form or the service finds an error; 409 with both versions where the row was changed since the
    form was made. `get_success_url` takes the result of the service, as `success_message` may; without it,
    redirects to `cancel_url`. `context` is for the template.
    """
    conflict: Versions = []
    if request.method == "POST" and form.is_valid():
        try:
            # One transaction, so that the row locked by the comparison is the row that the service changes.
            with transaction.atomic():
                conflict = form.conflict() if isinstance(form, OptimisticLockForm) else []
                values = {k: v for k, v in form.cleaned_data.items() if k != "base_digest"}
                result = None if conflict else service(by=request.user, **values)
        except ValidationError as error:
            # Raised by field or for the whole form: add_error takes both.
            form.add_error(None, error)
        else:
            if not conflict:
                said = success_message(result) if callable(success_message) else success_message
                messages.success(request, said)
                return redirect(get_success_url(result) if get_success_url else cancel_url)
    context = {"form": form, "cancel_url": cancel_url, "conflict": conflict, **context}
    status = 409 if conflict else 422 if form.is_bound else 200
    return render(request, template, context, status=status)


class Renderer(TemplatesSetting):
    """Renders `{{ form }}` and `{{ field.as_field_group }}` as label, hint, error and input, in that order."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
