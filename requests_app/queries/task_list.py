"""The pages of the form with the progress of each."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.form_spec import FormPage, fields_on, missing_fields, pages_of, required_fields
from requests_app.models import AccountRequest
from requests_app.queries.summary import page_url

Task = tuple[Any, str, str, str]  # label, address, kind of tag, state in words


def tasks(request: AccountRequest) -> list[Task]:
    missing = set(missing_fields(request))
    open_reasons = request.reasons.filter(answered_at__isnull=True)
    returned = set(open_reasons.values_list("field", flat=True))
    return [_task(request, page, missing, returned) for page in pages_of(request.kind)]


def progress(tasks: list[Task]) -> tuple[int, int]:
    """(pages done, pages that must be filled in)."""
    kinds = [kind for _label, _url, kind, _state in tasks if kind != "none"]
    return kinds.count("success"), len(kinds)


def next_page_url(request: AccountRequest, page: FormPage) -> str:
    """The address of the page after this one, or of the task list after the last."""
    slugs = [other.slug for other in pages_of(request.kind)]
    position = slugs.index(page.slug) + 1
    if position == len(slugs):
        return reverse("request_form", args=[request.pk])
    return page_url(request, slugs[position])


def _task(request: AccountRequest, page: FormPage, missing: set[str], returned: set[str]) -> Task:
    url = page_url(request, page.slug)
    fields = {field.name for field in fields_on(page.slug, request.kind)}
    # A reason of the return comes first: the field has an answer, but not a good one.
    if fields & returned:
        return (page.title, url, "warning", _("Returned: see the reasons"))
    if fields & missing:
        return (page.title, url, "info", _("To do"))
    if not fields & set(required_fields(request.kind)):
        return (page.title, url, "none", _("Optional"))
    return (page.title, url, "success", _("Done"))
