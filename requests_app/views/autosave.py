"""A page of the form while somebody types: autosaved, restored, discarded (ADR 8)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.http import AuthenticatedHttpRequest
from requests_app.forms.base import PageForm
from requests_app.models import AccountRequest, AutosavedPage
from requests_app.services.autosave import autosave, discard_autosave
from web.edit_conflict import compare_versions

BuildForm = Callable[..., PageForm]
_NOT_ANSWERS = {"version", "find"}  # fields of the page that are not part of the request


def autosave_page(
    request: AuthenticatedHttpRequest, row: AccountRequest, slug: str, form: BuildForm
) -> HttpResponse:
    """Autosave the valid fields, and answer with the errors of the others."""
    bound = form(request.POST, row=row)
    bound.is_valid()
    # Typed back to what is saved: an autosave would only be offered again for nothing.
    if set(bound.changed_data) <= _NOT_ANSWERS:
        discard_autosave(row, by=request.user, slug=slug)
        return render(request, "requests_app/autosaved.html", {"same": True})
    version = bound.cleaned_data.get("version") or row.version
    # As typed and not as cleaned: they go back into the fields.
    valid = [field for field in bound if field.name not in {*_NOT_ANSWERS, *bound.errors}]
    values = {field.name: field.data for field in valid}
    page = autosave(row, by=request.user, slug=slug, version=version, values=values)
    return render(request, "requests_app/autosaved.html", {"kept": page, "form": bound})


def restore_page(
    request: AuthenticatedHttpRequest,
    row: AccountRequest,
    autosaved: AutosavedPage,
    form: BuildForm,
) -> HttpResponse:
    """The page with its autosaved values, and what somebody else has saved since, if anything."""
    restored = form(row=row, initial=autosaved.values)
    context = {"row": row, "form": restored, "typed": autosaved}
    if autosaved.is_stale:
        context["conflict"] = compare_versions(restored, form(row=row).initial)
    return render(request, restored.template, context)


def discard_page(
    request: AuthenticatedHttpRequest, row: AccountRequest, slug: str, form: BuildForm
) -> HttpResponse:
    discard_autosave(row, by=request.user, slug=slug)
    messages.success(request, _("The draft is discarded. You see what is saved."))
    return redirect(request.path)
