import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

STEP_SECONDS = 60  # how exact the idle limit is; a shorter step would write on every request


class SessionLimits:
    """Ends a session that was idle too long, or that has lasted too long in all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and request.user.is_authenticated:
            self.check(request, int(time.time()))
        return self.get_response(request)

    def check(self, request: HttpRequest, now: int) -> None:
        began = request.session.setdefault("began", now)
        seen = request.session.setdefault("seen", now)
        if now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
        elif now - seen > STEP_SECONDS:
            request.session["seen"] = now
