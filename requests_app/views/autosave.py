"""A page of the form while somebody types: kept without being asked, offered back, discarded."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.conflict import versions
from requests_app.models import Request, TypedPage
from requests_app.page_forms import PageForm
from requests_app.typed_pages import forget, keep

Form = Callable[..., PageForm]
_ASIDE = {"version", "find"}  # on the page, and no part of what is asked for


def page_kept(request: HttpRequest, row: Request, slug: str, form: Form) -> HttpResponse:
    """What cannot be right is told and left out; what is the same as saved needs no keeping."""
    typed = form(request.POST, row=row)
    typed.is_valid()
    if set(typed.changed_data) <= _ASIDE:
        forget(row, by=request.user, slug=slug)
        return render(request, "requests_app/kept.html", {"same": True})
    version = typed.cleaned_data.get("version") or row.version
    kept = keep(row, by=request.user, slug=slug, version=version, values=_right(typed))
    return render(request, "requests_app/kept.html", {"kept": kept, "form": typed})


def page_offered(request: HttpRequest, row: Request, typed: TypedPage, form: Form) -> HttpResponse:
    """What was typed comes back in its fields, beside what somebody else saved meanwhile."""
    again = form(row=row, initial=typed.values)
    context = {"row": row, "form": again, "typed": typed}
    if typed.is_stale:
        context["conflict"] = versions(again, form(row=row).initial)
    return render(request, again.template, context)


def page_discarded(request: HttpRequest, row: Request, slug: str, form: Form) -> HttpResponse:
    forget(row, by=request.user, slug=slug)
    messages.success(request, _("The draft is discarded. You see what is saved."))
    return redirect(request.path)


def _right(form: PageForm) -> dict[str, Any]:
    fields = (field for field in form if field.name not in {*_ASIDE, *form.errors})
    return {field.name: field.data for field in fields}
