"""Full pages and htmx partials from the same view and the same template."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode

# A form sent in place asks for a whole page, of which htmx takes out the element with this id.
_FULL_PAGE_TARGET = "content"


def is_partial_request(request: HttpRequest) -> bool:
    target = request.htmx.target  # type: ignore[attr-defined]
    return bool(target) and target != _FULL_PAGE_TARGET


def render_page_or_partial(
    request: HttpRequest, template: str, context: dict[str, Any], *, query: str | None = None
) -> HttpResponse:
    """The page, or for a partial request only its block `part`.

    The template extends `part|default:"base.html"`. `query` is the query string for the address of the page; by
    default that of the request without its empty values.
    """
    is_partial = is_partial_request(request)
    base_template = {"part": "ui/part.html"} if is_partial else {}
    response = render(request, template, context | base_template)
    # The same address gives two bodies: without Vary the browser would show a partial on the way back.
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    # Not after a POST, whose address is no page to come back to.
    if is_partial and request.method == "GET":
        if query is None:
            pairs = [(name, text) for name, texts in request.GET.lists() for text in texts if text]
            query = urlencode(pairs)
        response["HX-Replace-Url"] = f"{request.path}?{query}" if query else request.path
    return response
