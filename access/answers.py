"""A form and the one service behind it: taken, or shown again with what is wrong."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


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
    if request.method == "POST" and form.is_valid():
        try:
            done = service(by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, said)
            return redirect(onward(done) if onward else back)
    shown = {"form": form, "back": back, **context}
    return render(request, template, shown, status=422 if form.is_bound else 200)
