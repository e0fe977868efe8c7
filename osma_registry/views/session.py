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
    """Asking is enough: whatever is asked for keeps the session going."""
    return JsonResponse({"seconds": seconds_left(request)})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_ended(request: HttpRequest) -> HttpResponse:
    """A page that has waited too long posts here; then it says so, with the way back."""
    if request.method == "POST":
        logout(request)
        return redirect(_with_way_back("session_ended", request.POST.get("next", "")))
    if request.user.is_authenticated:
        return redirect(_safe(request.GET.get("next", "")) or reverse("dashboard"))
    sign_in_url = _with_way_back("account_login", request.GET.get("next", ""))
    return render(request, "pages/session_ended.html", {"sign_in_url": sign_in_url})


def _with_way_back(name: str, back: str) -> str:
    return f"{reverse(name)}?{urlencode({'next': _safe(back)})}" if _safe(back) else reverse(name)


def _safe(back: str) -> str:
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""


urlpatterns = [
    path("session/", session_keep, name="session_keep"),
    path("session/ended/", session_ended, name="session_ended"),
]
