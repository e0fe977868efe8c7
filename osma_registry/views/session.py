from urllib.parse import urlencode

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from osma_registry.middleware.session_limits import seconds_left


@require_POST
def session_keep(request: HttpRequest) -> HttpResponse:
    # SessionLimitsMiddleware has noted the request, as it does any other.
    return JsonResponse({"seconds": seconds_left(request)})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_ended(request: HttpRequest) -> HttpResponse:
    """POST signs out, as the timer of a page runs out; GET says that the session ended, and links to sign-in."""
    if request.method == "POST":
        logout(request)
        return redirect(_url_with_next("session_ended", request.POST.get("next", "")))
    if request.user.is_authenticated:
        return redirect(_safe_path(request.GET.get("next", "")) or reverse("dashboard"))
    sign_in_url = _url_with_next("account_login", request.GET.get("next", ""))
    return render(request, "pages/session_ended.html", {"sign_in_url": sign_in_url})


def _url_with_next(name: str, next_url: str) -> str:
    path = _safe_path(next_url)
    return f"{reverse(name)}?{urlencode({'next': path})}" if path else reverse(name)


def _safe_path(url: str) -> str:
    # Paths of this site alone: the page must not become an open redirect.
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else ""


urlpatterns = [
    path("session/", session_keep, name="session_keep"),
    path("session/ended/", session_ended, name="session_ended"),
]
