import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# The accuracy of the idle limit: the session is saved at most this often, not on every request.
STEP_SECONDS = 60
WARNING_SECONDS = 5 * 60  # before the end of the session


class SessionLimitsMiddleware:
    """Ends a session after SESSION_IDLE_SECONDS without a request, or SESSION_COOKIE_AGE after sign-in.

    Django's own expiry has one limit: either from sign-in or from the last request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ended = False
        # An anonymous request without a session must not get one.
        if request.session.session_key and request.user.is_authenticated:
            ended = self.check(request, int(time.time()))
        response = self.get_response(request)
        return _with_reason(response) if ended else response

    def check(self, request: HttpRequest, now: int) -> bool:
        """Sign the person out where a limit is passed, else note the request; whether it was passed."""
        began = request.session.setdefault("began", now)
        seen = request.session.setdefault("seen", now)
        if now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            return True
        if now - seen > STEP_SECONDS:
            request.session["seen"] = now
        return False


def seconds_left(request: HttpRequest) -> int:
    """Seconds until the session ends if this is its last request; at most STEP_SECONDS too few."""
    until_age_limit = (
        request.session.get("began", 0) + settings.SESSION_COOKIE_AGE - int(time.time())
    )
    return int(min(settings.SESSION_IDLE_SECONDS - STEP_SECONDS, until_age_limit))


def _with_reason(response: HttpResponse) -> HttpResponse:
    """Redirect to the page that says that the session ended, instead of to sign-in; `next` is kept."""
    address, _mark, query = response.get("Location", "").partition("?")
    if address == reverse("account_login"):
        response["Location"] = f"{reverse('session_ended')}?{query}"
    return response
