"""A form and the one service behind it: taken, or shown again with what is wrong, or with both versions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from access.conflict import SeenForm, Versions
from audit.ledger import ledger


def answer(
    request: HttpRequest,
    form: BaseForm,
    service: Callable[..., Any],
    *,
    said: str,
    back: str,
    onward: Callable[[Any], str] | None = None,
    template: str = "access/form.html",
    **context: Any,
) -> HttpResponse:
    """`service` is called with `by` and the form's values. `back` is where to cancel to, and to go on to."""
    conflict: Versions = []
    if request.method == "POST" and form.is_valid():
        try:
            with ledger():
                conflict = form.conflict() if isinstance(form, SeenForm) else []
                done = None if conflict else service(by=request.user, **_given(form))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            if not conflict:
                messages.success(request, said)
                return redirect(onward(done) if onward else back)
    shown = {"form": form, "back": back, "conflict": conflict, **context}
    status = 409 if conflict else 422 if form.is_bound else 200
    return render(request, template, shown, status=status)


def _given(form: BaseForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "made_from"}
