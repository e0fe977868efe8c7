from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from access.resolver import cached_access

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class CachedAccessMiddleware:
    """Caches `access_for` during a request that only reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A request that writes may change roles half-way: it reads them again each time.
        if request.method not in SAFE_METHODS:
            return self.get_response(request)
        with cached_access():
            return self.get_response(request)
