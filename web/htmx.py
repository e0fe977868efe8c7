"""A page, or only the part of it that was asked for: one view and one template serve both."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode

_FULL_PAGE_TARGETS = "content"  # what a form sent in place puts back is taken out of a whole page


def is_partial_request(request: HttpRequest) -> bool:
    asked = request.htmx.target  # type: ignore[attr-defined]
    return bool(asked) and asked != _FULL_PAGE_TARGETS


def render_page_or_partial(
    request: HttpRequest, template: str, context: dict[str, Any], *, query: str | None = None
) -> HttpResponse:
    """The template extends `part|default:"base.html"`, and has a block `part`.

    `query` is what the address of the page then says, where it is not all that was asked.
    """
    is_part = is_partial_request(request)
    frame = {"part": "ui/part.html"} if is_part else {}
    response = render(request, template, context | frame)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    if is_part and request.method == "GET":
        query = _query_without_blanks(request) if query is None else query
        response["HX-Replace-Url"] = f"{request.path}?{query}" if query else request.path
    return response


def _query_without_blanks(request: HttpRequest) -> str:
    """Filters left empty are left out of an address that is to be shared."""
    given = request.GET.lists()
    return urlencode([(name, value) for name, values in given for value in values if value])
