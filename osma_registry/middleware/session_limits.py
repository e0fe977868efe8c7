import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

STEP_SECONDS = 60  # how exact the idle limit is; a shorter step would write on every request
WARNING_SECONDS = 5 * 60  # how long before its end a page warns


class SessionLimitsMiddleware:
    """Ends a session that was idle too long, or that has lasted too long in all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ended = False
        if request.session.session_key and request.user.is_authenticated:
            ended = self.check(request, int(time.time()))
        response = self.get_response(request)
        return _with_reason(response) if ended else response

    def check(self, request: HttpRequest, now: int) -> bool:
        began = request.session.setdefault("began", now)
        seen = request.session.setdefault("seen", now)
        if now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            return True
        if now - seen > STEP_SECONDS:
            request.session["seen"] = now
        return False


def seconds_left(request: HttpRequest) -> int:
    """Until the session ends if nothing more is asked for after this; rather less than more."""
    whole = request.session.get("began", 0) + settings.SESSION_COOKIE_AGE - int(time.time())
    return int(min(settings.SESSION_IDLE_SECONDS - STEP_SECONDS, whole))


def _with_reason(response: HttpResponse) -> HttpResponse:
    """Who is sent to sign in again is told why first; the way back goes along."""
    place, _mark, query = response.get("Location", "").partition("?")
    if place == reverse("account_login"):
        response["Location"] = f"{reverse('session_ended')}?{query}"
    return response
