"""A page that only reads asks for each standing once; whatever may write asks afresh each time."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from access.standing import remembered

SAFE = {"GET", "HEAD", "OPTIONS"}


class StandingOnce:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE:
            return self.get_response(request)
        with remembered():
            return self.get_response(request)
