"""The pages of the form, and how far each has come."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.completeness import missing
from requests_app.models import Request
from requests_app.sections import Section, needed, sections_of

Task = tuple[Any, str, str, str]  # label, address, kind of tag, state in words


def tasks(request: Request) -> list[Task]:
    gaps = set(missing(request))
    open_reasons = request.reasons.filter(answered_at__isnull=True)
    returned = set(open_reasons.values_list("field", flat=True))
    return [_task(request, section, gaps, returned) for section in sections_of(request.kind)]


def progress(listed: list[Task]) -> tuple[int, int]:
    """How many of the pages that must be filled in are done."""
    kinds = [kind for _label, _url, kind, _state in listed if kind != "none"]
    return kinds.count("success"), len(kinds)


def following(request: Request, section: Section) -> str:
    """The address of the page after this one, or of the list when it was the last."""
    slugs = [other.slug for other in sections_of(request.kind)]
    place = slugs.index(section.slug) + 1
    if place == len(slugs):
        return reverse("request_form", args=[request.pk])
    return reverse("request_page", args=[request.pk, slugs[place]])


def _task(request: Request, section: Section, gaps: set[str], returned: set[str]) -> Task:
    url = reverse("request_page", args=[request.pk, section.slug])
    fields = set(section.fields)
    if fields & returned:
        return (section.title, url, "warning", _("Sent back: see the reasons"))
    if fields & gaps:
        return (section.title, url, "info", _("To do"))
    if not fields & set(needed(request.kind)):
        return (section.title, url, "none", _("Optional"))
    return (section.title, url, "success", _("Done"))
