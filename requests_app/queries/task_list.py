"""The pages of the form, and how far each has come."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.form_spec import FormPage, missing_fields, pages_of, required_fields
from requests_app.models import AccountRequest

Task = tuple[Any, str, str, str]  # label, address, kind of tag, state in words


def tasks(request: AccountRequest) -> list[Task]:
    gaps = set(missing_fields(request))
    open_reasons = request.reasons.filter(answered_at__isnull=True)
    returned = set(open_reasons.values_list("field", flat=True))
    return [_task(request, section, gaps, returned) for section in pages_of(request.kind)]


def progress(listed: list[Task]) -> tuple[int, int]:
    """How many of the pages that must be filled in are done."""
    kinds = [kind for _label, _url, kind, _state in listed if kind != "none"]
    return kinds.count("success"), len(kinds)


def next_page_url(request: AccountRequest, section: FormPage) -> str:
    """The address of the page after this one, or of the list when it was the last."""
    slugs = [other.slug for other in pages_of(request.kind)]
    place = slugs.index(section.slug) + 1
    if place == len(slugs):
        return reverse("request_form", args=[request.pk])
    return reverse("request_page", args=[request.pk, slugs[place]])


def _task(request: AccountRequest, section: FormPage, gaps: set[str], returned: set[str]) -> Task:
    url = reverse("request_page", args=[request.pk, section.slug])
    fields = set(section.fields)
    if fields & returned:
        return (section.title, url, "warning", _("Returned: see the reasons"))
    if fields & gaps:
        return (section.title, url, "info", _("To do"))
    if not fields & set(required_fields(request.kind)):
        return (section.title, url, "none", _("Optional"))
    return (section.title, url, "success", _("Done"))
