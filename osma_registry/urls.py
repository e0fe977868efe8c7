from allauth.account import views as account
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import get_language_from_request
from django.views.generic import RedirectView

from calendars.views import calendar_feed
from osma_registry.views import gallery, health, help_pages, pages, session


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Redirect to the dashboard in the language of the cookie or the browser."""
    response = redirect(f"/{get_language_from_request(request)}/")
    # Without Vary a shared cache would give everybody the language of the first.
    response["Vary"] = "Accept-Language, Cookie"
    return response


handler400 = "osma_registry.views.pages.bad_request"

# Addresses for machines, without a language in their path.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home),
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready, name="ready"),
    path("calendar/<str:secret>.ics", calendar_feed, name="calendar_feed"),
]

urlpatterns += i18n_patterns(
    *pages.urlpatterns,
    *gallery.urlpatterns,
    *help_pages.urlpatterns,
    *session.urlpatterns,
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    # The admin has a sign-in page of its own, without the limits of allauth.
    path("reference/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    # Nor is a password changed there without an audit event.
    path("reference/password_change/", RedirectView.as_view(pattern_name="password_change")),
    path("reference/", admin.site.urls),
    path("", include("dashboard.urls")),
    path("", include("access.urls")),
    path("", include("practitioners.urls")),
    path("", include("registry.urls")),
    path("", include("requests_app.urls")),
    path("", include("approvals.urls")),
    path("", include("notifications.urls")),
    path("", include("calendars.urls")),
)
