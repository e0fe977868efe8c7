"""A page of the form while somebody types: kept without being asked, offered back, discarded."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from requests_app.forms.base import PageForm
from requests_app.models import AccountRequest, AutosavedPage
from requests_app.services.autosave import autosave, discard_autosave
from web.edit_conflict import compare_versions

Form = Callable[..., PageForm]
_ASIDE = {"version", "find"}  # on the page, and no part of what is asked for


def page_autosaved(
    request: HttpRequest, row: AccountRequest, slug: str, form: Form
) -> HttpResponse:
    """What cannot be right is told and left out; what is the same as saved needs no keeping."""
    typed = form(request.POST, row=row)
    typed.is_valid()
    if set(typed.changed_data) <= _ASIDE:
        discard_autosave(row, by=request.user, slug=slug)
        return render(request, "requests_app/autosaved.html", {"same": True})
    version = typed.cleaned_data.get("version") or row.version
    kept = autosave(row, by=request.user, slug=slug, version=version, values=_valid_values(typed))
    return render(request, "requests_app/autosaved.html", {"kept": kept, "form": typed})


def page_offered(
    request: HttpRequest, row: AccountRequest, typed: AutosavedPage, form: Form
) -> HttpResponse:
    """What was typed comes back in its fields, beside what somebody else saved meanwhile."""
    again = form(row=row, initial=typed.values)
    context = {"row": row, "form": again, "typed": typed}
    if typed.is_stale:
        context["conflict"] = compare_versions(again, form(row=row).initial)
    return render(request, again.template, context)


def page_discarded(
    request: HttpRequest, row: AccountRequest, slug: str, form: Form
) -> HttpResponse:
    discard_autosave(row, by=request.user, slug=slug)
    messages.success(request, _("The draft is discarded. You see what is saved."))
    return redirect(request.path)


def _valid_values(form: PageForm) -> dict[str, Any]:
    fields = (field for field in form if field.name not in {*_ASIDE, *form.errors})
    return {field.name: field.data for field in fields}
